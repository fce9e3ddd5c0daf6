"""Countries, their peoples and the states of the USA: they speak as parties, never as persons."""

from standfirst.record.suggest.words.listing import words

COUNTRIES = words("""
    afghanistan albania algeria angola argentina armenia australia austria azerbaijan bahrain bangladesh belarus
    belgium belize benin bhutan bolivia bosnia botswana brazil britain brunei bulgaria burundi cambodia cameroon
    canada chad chile china colombia congo croatia cuba cyprus czechia denmark djibouti ecuador egypt england
    eritrea estonia ethiopia europe fiji finland france gabon gambia germany ghana greece greenland guatemala
    guinea guyana haiti honduras hungary iceland india indonesia iran iraq ireland israel italy jamaica japan
    kazakhstan kenya kosovo kuwait kyrgyzstan laos latvia lebanon lesotho liberia libya liechtenstein lithuania
    luxembourg macedonia madagascar malawi malaysia mali malta mauritania mauritius mexico moldova monaco mongolia
    montenegro morocco mozambique myanmar namibia nepal netherlands nicaragua niger nigeria norway oman pakistan
    palestine panama paraguay peru philippines poland portugal qatar romania russia rwanda scotland senegal serbia
    singapore slovakia slovenia somalia spain sudan sweden switzerland syria taiwan tajikistan tanzania thailand
    togo tunisia turkey turkmenistan uganda ukraine uruguay uzbekistan vatican venezuela vietnam wales yemen
    zambia zimbabwe africa asia america moscow washington beijing london paris berlin brussels tehran kyiv kiev
    ankara jerusalem pyongyang seoul tokyo delhi damascus baghdad cairo riyadh islamabad kabul havana caracas
    geneva rome madrid athens vienna ottawa canberra
""")
STATES = words("""
    alabama alaska arizona arkansas california colorado connecticut delaware florida hawaii idaho illinois indiana
    iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana
    nebraska nevada ohio oklahoma oregon pennsylvania tennessee texas utah vermont virginia wisconsin wyoming
    ariz. ark. calif. colo. conn. del. fla. ga. ill. ind. kan. ky. la. md. mass. mich. minn. miss. mo. mont. neb.
    nev. n.h. n.j. n.m. n.y. n.c. n.d. okla. ore. pa. r.i. s.c. s.d. tenn. tex. vt. va. wash. w.va. wis. wyo. d.c.
    u.s. u.k. us uk usa eu
""")
BEFORE_A_PLACE = words("""
    new north south east west northern southern eastern western united san santa los las fort saint st. port mount
    lake cape el upper lower central
""")
PEOPLES = words("""
    american british english french german russian ukrainian chinese japanese korean indian pakistani iranian
    iraqi israeli palestinian syrian turkish greek italian spanish portuguese dutch belgian swiss austrian swedish
    norwegian danish finnish polish czech slovak hungarian romanian bulgarian serbian croatian bosnian canadian
    mexican brazilian argentine chilean colombian venezuelan cuban australian african european asian arab egyptian
    libyan tunisian algerian moroccan saudi yemeni kuwaiti lebanese jordanian afghan bangladeshi nepali thai
    vietnamese indonesian malaysian filipino nigerian kenyan ethiopian somali sudanese irish scottish welsh muslim
    christian jewish catholic protestant hindu sikh buddhist islamic hispanic latino black white republican
    democratic democrat conservative liberal labour tory communist socialist western northern southern eastern
    texan californian floridian
""")
