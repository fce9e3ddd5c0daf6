"""Small words of grammar: pronouns, determiners, prepositions, auxiliaries, months."""

from standfirst.record.suggest.words.listing import words

HE = {"he", "him", "his", "himself"}
SHE = {"she", "her", "hers", "herself"}
SUBJECTS = words("""
    he she they it i we you who someone somebody everyone everybody anyone nobody one others some many several
    most both another all few
""")
DETERMINERS = words("""
    the a an this that these those his her their its my our your one two three four five another some several many
    most other both all any each every no few
""")
PREPOSITIONS = words("""
    of for from at in with to on by about during via through after before against between under over into within
    near outside inside since until among amid behind without across around alongside regarding concerning upon
    toward towards despite throughout following as
""")
AUXILIARIES = words(
    """has have had was were is are be been being will would could can may might should must does did do to am"""
)
ADVERBS = words("""
    also then later again once further even still just never always often soon already now today yesterday tonight
    not first twice even since instead however meanwhile too himself herself themselves itself only as back thus
    therefore long quoted earlier afterwards afterward ever simply sometimes n't went on out largely reportedly
    perhaps famously both all so far
""")
SUBORDINATORS = words("""
    that while when where because if although though as since unless until whether which who whom whose what how
    why after before once than but and or so yet nor for
""")
DAYS = words(
    """monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun"""
)
MONTHS = words("""
    january february march april may june july august september october november december jan feb mar apr jun jul
    aug sept sep oct nov dec jan. feb. mar. apr. jun. jul. aug. sept. sep. oct. nov. dec.
""")
TIMES = (
    DAYS
    | MONTHS
    | words("""today yesterday tonight morning afternoon evening night week month year weekend""")
)
# Words that begin sentences with a capital and are no part of a name.
STARTERS = (
    SUBJECTS
    | DETERMINERS
    | PREPOSITIONS
    | AUXILIARIES
    | ADVERBS
    | SUBORDINATORS
    | DAYS
    | MONTHS
    | HE
    | SHE
    | words("""
    there here when while despite although according asked speaking meanwhile added said says yes no not let
    please well nevertheless moreover furthermore indeed still finally perhaps maybe last next earlier late early
    such these more less much only like unlike instead because given based citing using writing additionally among
    amid per prior due beyond besides nothing everything something why how what where which whatever whenever
    whether however hence thus regardless rather in-depth image photo source sources related category categories
    update breaking watch read see photograph picture video advertisement people critics supporters former ex self
    new old longtime even discussing referring responding calling oh ok okay thank thanks sorry hey hello never
    neither nor either whoever six seven eight nine ten eleven twelve dozens hundreds thousands millions half
    though once then thereafter soon long since especially overall also again pressed reached told quoted speaking
    following including regarding concerning
""")
)
MARKS_OF_CLAUSE = words("""
    i we you he she they it is are was were am 's 're 've 'll 'm 'd have has had will would can could should must
    do does did n't there let shall may might don't isn't won't can't
""")
