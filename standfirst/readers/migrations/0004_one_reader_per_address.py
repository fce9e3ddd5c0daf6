"""One row for an address in all accounts, however it is written: any of a reader's addresses logs in.

allauth holds verified ones apart by their letters as they are. The index works on SQLite and PostgreSQL alike.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("readers", "0003_second_factors"),
        ("account", "0009_emailaddress_unique_primary_email"),
    ]

    operations = [
        migrations.RunSQL(
            "CREATE UNIQUE INDEX readers_one_row_per_address ON account_emailaddress (LOWER(email))",
            "DROP INDEX readers_one_row_per_address",
        )
    ]
