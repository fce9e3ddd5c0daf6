"""Verbs that report words: how strongly each says that what stands beside it was said, and what stance it shows."""

from dataclasses import dataclass

from standfirst.record.suggest.words.inflect import forms
from standfirst.record.suggest.words.listing import words

SAYING = words("""
    add announce answer argue assert ask joke quip exclaim shout yell chant whisper scream tweet retweet post blog
    explain state reply respond remark comment declare insist note observe continue conclude recall testify wonder
    complain lament confess admit acknowledge concede maintain reiterate repeat emphasize emphasise stress suggest
    predict promise vow pledge urge boast brag caution contend allege claim counter retort interject confirm
    clarify elaborate opine muse reason proclaim recount report quote warn reveal disclose advise inform assure
    remind reassure protest implore plead intone deadpan gush murmur mutter snap sneer scoff volunteer posit
    theorize speculate hint imply underscore underline affirm reaffirm vouch attest agree concur enthuse marvel
    rant rail fume bellow roar thunder tease crow sum summarize summarise email text cable caption venture relate
    narrate reflect stipulate rule order instruct counsel inquire enquire query propose recommend dictate prophesy
    summon demand deny refute dispute disavow forecast estimate
""")
JUDGING = words("""
    call describe label brand dub characterize characterise deem term denounce blast criticize criticise condemn
    accuse praise hail dismiss decry deride ridicule mock attack reject cite refer liken compare portray paint
    tout express voice request apologize apologise thank laud lambast lambaste rebuke fault blame advocate endorse
    champion envision endorse invoke caricature pan savage skewer excoriate chide scold chastise berate deplore
    bemoan disparage belittle blame credit defend applaud celebrate congratulate commend salute lash taunt
    challenge question doubt oppose support welcome favor favour promote argue oppose reprimand censure lecture
    admonish pillory trash bash rip slam admit vilify demonize smear signal indicate address outline detail
    discuss mention point list pronounce rate rank threaten fear hope believe expect want worry consider regard
    view feel think
""")
_IRREGULAR = {
    "say": ("say", "says", "said", "saying"),
    "tell": ("tell", "tells", "told", "telling"),
    "write": ("write", "writes", "wrote", "writing"),
    "read": ("read", "reads", "read", "reading"),
    "go": ("goes",),
    "speak": ("speak", "speaks", "spoke", "speaking"),
    "swear": ("swear", "swears", "swore", "swearing"),
    "foretell": ("foretold",),
    "begin": ("began", "begins"),
    "find": ("finds", "found", "finding"),
    "hold": ("holds", "held", "holding"),
    "feel": ("feel", "feels", "felt", "feeling"),
    "think": ("think", "thinks", "thought", "thinking"),
    "know": ("knows", "knew"),
    "put": ("put", "puts", "putting"),
    "see": ("sees", "saw", "seeing"),
    "cry": ("cries", "cried", "crying"),
    "shoot back": ("shot",),
    "pose": ("poses", "posed", "posing"),
    "talk": ("talks", "talked", "talking"),
    "vote": ("voted",),
    "wish": ("wished",),
    "broke": ("broke",),
}
_IRREGULAR_SAYING = {
    "say",
    "tell",
    "write",
    "read",
    "speak",
    "swear",
    "foretell",
    "cry",
    "shoot back",
}
# Forms that are nouns or adjectives as often: reports only with a subject right before them.
DOUBTFUL = words("""
    claim claims state states report reports demand demands comment comments question questions call calls remark
    remarks promise promises charge note notes order orders rule rules quote quotes post posts request requests
    doubt doubts fear fears hope hopes attack attacks challenge text texts email emails tweet tweets reply replies
    blog blogs point points list lists address support cable view views paint credit blame fault fault term terms
    label brand pan rate rank detail outline ring concern order thinking feeling writing finding reading holding
    want wants found held saw seeing feels hint hints answer answers joke jokes protest protests pledge vow vows
    query estimate estimates forecast forecasts reason reasons argue repeat advocate champion volunteer address
    addresses signal signals ask proposes
""")
# May stand before their subject: "...," said the mayor.
BEFORE_SUBJECT = words("""
    said says wrote writes added adds asked asks explained explains replied replies tweeted tweets declared
    declares exclaimed continued continues noted notes recalled recalls remarked remarks commented joked jokes
    quipped insisted insists argued argues warned warns announced read reads stated states reported reports
    observed concluded concludes answered responded responds shouted yelled cried muses mused posted testified
    admitted agreed lamented complained claimed opined reasoned countered retorted intoned suggested
""")
NAMING = words("""
    called named titled entitled dubbed nicknamed known labeled labelled branded termed christened renamed billed
    codenamed captioned headlined tagged hashtagged listed marked spelled pronounced stamped emblazoned
""")
UNLISTED = "-"  # the lemma of a verb that only its place shows to report

# "his promise to", "her claim that": nouns that report, after whose words they are.
NOUNS = words("""
    claim claims promise promises vow vows pledge pledges remark remarks comment comments statement statements
    assertion assertions description warning warnings accusation accusations allegation allegations argument call
    calls demand demands suggestion suggestions insistence contention characterization characterisation criticism
    plea threat threats message response answer reply admission boast boasts prediction predictions apology
    declaration proposal complaint complaints concern concerns assessment words phrase reference references
    question tweet tweets post view belief rebuke retort
    reaction letter email note refrain mantra rhetoric attack attacks joke quip line observation
    observations
""")

_STANCE_OF = {
    "claims": "claim allege contend assert suggest speculate imply theorize posit",
    "denies": "deny refute dispute disavow reject",
}


@dataclass(frozen=True, slots=True)
class Verb:
    """`kind`: say or judge. `form`: base, third, past or ing."""

    lemma: str
    kind: str
    form: str
    stance: str


def _stance(lemma: str, kind: str) -> str:
    for stance, lemmas in _STANCE_OF.items():
        if lemma in lemmas.split():
            return stance
    return "states" if kind == "say" else ""


def _table() -> dict[str, Verb]:
    found: dict[str, Verb] = {}
    names = ("base", "third", "past", "ing")
    for kind, lemmas in (("judge", JUDGING), ("say", SAYING)):
        for lemma in lemmas:
            for name, form in zip(names, forms(lemma), strict=True):
                found[form] = Verb(lemma, kind, name, _stance(lemma, kind))
    for lemma, irregular in _IRREGULAR.items():
        kind = "say" if lemma in _IRREGULAR_SAYING else "judge"
        for word in irregular:
            form = "ing" if word.endswith("ing") else "third" if word.endswith("s") else "past"
            form = "base" if word == lemma and word not in ("read", "put", "broke") else form
            found[word] = Verb(lemma, kind, form, _stance(lemma, kind))
    return found


REPORTING = _table()
BARE_SAYING = {it.lemma for it in REPORTING.values() if it.kind == "say"}
