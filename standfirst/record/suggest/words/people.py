"""What people and bodies are called: offices, kinds of sources, kinds of bodies, abbreviated titles."""

from standfirst.record.suggest.words.listing import words

ABBREVIATED = words("""
    mr. mrs. ms. dr. prof. sen. sens. rep. reps. gov. govs. gen. col. lt. capt. sgt. rev. hon. maj. cmdr. adm.
    pres. amb. sec. atty. det. supt. st. fr. cpl. pvt. del. asst. m. mme.
""")
TITLES = ABBREVIATED | words("""
    mr mrs ms miss dr prof sir dame lord lady madam sen rep gov gen col lt capt sgt rev president vice-president
    chancellor premier minister secretary senator congressman congresswoman representative governor mayor
    ambassador judge justice general colonel captain major lieutenant sergeant admiral commander officer chief
    director chairman chairwoman chairperson chair ceo coach professor doctor reverend father sister bishop
    archbishop cardinal pope imam rabbi sheikh king queen prince princess emperor speaker leader spokesman
    spokeswoman spokesperson attorney prosecutor lawyer counsel commissioner councillor councilman councilwoman
    councilor deputy delegate assemblyman assemblywoman treasurer controller comptroller sheriff marshal detective
    inspector superintendent constable advisor adviser aide strategist consultant manager editor reporter
    correspondent columnist host anchor author analyst economist historian researcher scientist candidate nominee
    lawmaker undersecretary coauthor co-author baroness baron duke duchess ayatollah mullah pastor dean provost
    principal ex-president ex-governor ex-senator ex-mayor rapporteur coordinator envoy pm mp cfo coo vp ag dg
""")
FEMALE_TITLES = words("""
    mrs mrs. ms ms. miss dame lady madam mme. queen princess baroness congresswoman chairwoman spokeswoman
    councilwoman assemblywoman sister duchess saleswoman businesswoman actress woman girl mother daughter wife
    widow grandmother aunt niece girlfriend stateswoman waitress hostess heiress mom policewoman first-lady
    ex-wife policewoman stewardess nun
""")
MALE_TITLES = words("""
    mr mr. sir lord king prince congressman chairman spokesman councilman assemblyman father baron duke
    businessman actor man boy son husband grandfather uncle nephew boyfriend statesman widower bishop pope imam
    dad brother policeman ex-husband salesman fisherman monk priest
""")
PERSON_NOUNS = (
    TITLES
    | FEMALE_TITLES
    | MALE_TITLES
    | words("""
    official member activist critic expert supporter opponent voter witness resident neighbor neighbour survivor
    victim veteran student teacher worker employee owner founder co-founder cofounder executive investor banker
    farmer physician nurse surgeon psychologist psychiatrist sociologist biologist physicist chemist engineer
    programmer developer designer artist singer musician actor writer novelist poet journalist blogger commentator
    pundit producer filmmaker photographer curator librarian player striker midfielder goalkeeper quarterback
    athlete champion winner boxer driver pilot astronaut soldier officer policeman investigator agent informant
    source insider operative staffer intern donor fundraiser organizer organiser campaigner protester protestor
    demonstrator dissident refugee migrant immigrant defector diplomat negotiator mediator observer monitor
    inspector regulator politician legislator parliamentarian incumbent challenger frontrunner hopeful rival ally
    friend mate backer colleague partner relative cousin sibling parent child teenager teen person individual guest
    visitor customer client patient reader user viewer listener fan scholar academic lecturer instructor fellow
    theologian philosopher demographer statistician pollster historian mathematician geologist astronomer
    meteorologist climatologist epidemiologist toxicologist shareholder trustee president-elect contestant
    participant passenger bystander onlooker eyewitness publisher broadcaster presenter moderator interviewer
    interviewee panelist juror plaintiff defendant suspect accuser whistleblower translator interpreter
    secretary-general co-chair co-chairman vice-chair head boss chieftain elder clerk assistant associate
    representative lobbyist figure newcomer nominee appointee designee successor predecessor mother-in-law
    librarian translator trader broker economist strategist planner architect builder contractor landlord tenant
    homeowner homeowner shopkeeper baker chef cook waiter barista commander pentagon-spokesman medic paramedic
    firefighter ranger guard warden inmate prisoner detainee prankster hacker gamer streamer youtuber influencer
    celebrity star legend icon hero billionaire millionaire mogul magnate tycoon entrepreneur industrialist
    technician specialist practitioner therapist counselor counsellor trainer referee umpire
""")
)
GROUP_NOUNS = words("""
    officials members activists critics experts supporters opponents voters witnesses residents neighbors
    neighbours survivors victims veterans students teachers workers employees owners founders executives investors
    bankers farmers doctors physicians nurses scientists researchers analysts economists historians lawyers
    attorneys prosecutors judges lawmakers legislators senators congressmen representatives governors mayors
    ministers politicians republicans democrats conservatives liberals progressives libertarians advisers advisors
    aides strategists staffers sources insiders allies rivals friends colleagues relatives parents people
    protesters protestors demonstrators police authorities investigators agents officers diplomats negotiators
    observers regulators leaders candidates journalists reporters editors commentators pundits fans users viewers
    readers historians scholars academics organizers organisers campaigners advocates opponents detractors
    skeptics sceptics defenders proponents backers pollsters spokespeople prosecutors jurors posters bloggers
    newspapers media outlets papers pilots soldiers troops rebels militants separatists bloggers accounts courts
    companies groups countries states nations crowd audience crowds spectators chanters marchers delegates
    residents citizens governments women men americans others conservationists environmentalists ecologists
    engineers physicists campaigns parties unions banks lenders creditors customers tenants landlords defendants
    plaintiffs attendees onlookers bystanders passengers coaches players teammates
""")
BODY_NOUNS = words("""
    department ministry university committee church party court house senate congress council agency association
    institute institution center centre foundation times post news inc corp corporation group bank police force
    forces army navy commission union nations bureau office administration campaign coalition company network
    organization organisation fund board service services society school college hospital project club team
    government journal magazine newspaper tribune herald gazette telegraph guardian review press television tv
    radio channel parliament assembly legislature cabinet embassy consulate federation league alliance movement
    front brigade authority authorities airline airlines airways motors industries technologies systems labs
    laboratories museum gallery library trust exchange treasury reserve pentagon kremlin command staff regiment
    militia caucus pac chamber academy consortium cooperative syndicate firm startup ministry delegation panel
    task-force taskforce watchdog regulator city county town village state municipality district province region
    country nation kingdom republic tribunal jury crown monarchy palace vatican nonprofit charity ngo think-tank
    union brewery retailer manufacturer maker airline carrier operator publisher website site outlet paper daily
    weekly monthly firm secretariat directorate inspectorate ombudsman archive archives dynamics entertainment
    pictures studios records partners holdings llc llp ltd plc gmbh co inc. corp. co. ltd. family
""")
DOCUMENT_NOUNS = words("""
    statement letter email e-mail memo report tweet post message note document ruling opinion filing complaint
    lawsuit indictment petition resolution article editorial column headline ad advertisement advert commercial
    poster sign banner caption text release study survey paper book essay transcript speech remarks testimony
    affidavit warrant email emails letters posts tweets documents platform manifesto communique communiqué
    declaration constitution poll polls survey law bill statute amendment treaty agreement motion plan website
    page blog entry dissent judgment judgement decision order notice invitation description summary draft bulletin
    leaflet flyer brochure script voicemail press-release pamphlet charter minutes
""")
# Nouns for persons that are surnames as often.
SURNAMES = words("""
    baker cook king prince bishop pope dean farmer major butler parent driver guard head monk priest friend knight duke
    baron child cousin sheriff chef pilot champion price marshal judge lord ranger boss clerk page
""")
# Names that end so are of things, whatever stands before.
THING_NOUNS = words("""
    tower street avenue road hotel island islands river park square hall stadium airport bridge beach county act
    plan bill day war debate convention hill lake mountain mountains ocean sea bay valley coast street wall
    amendment deal agreement accord treaty primary caucuses election elections season festival cup award awards
    prize week month year century summit conference game games rally street building stage room highway boulevard
    drive lane port canal desert forest falls peninsula strait gulf cemetery memorial monument library pact
    protocol code doctrine order directive initiative strategy tuesday wednesday thursday friday saturday sunday
    monday show hour today tonight edition report review index dollar dollars age era revolution crisis depression
    holocaust spring belt jersey medal trophy olympics championship championships internet web pipeline formula
    theory law rule rules
""")
# Words before or after which a quoted piece is a name or a term.
# Words before a quoted name or term, whatever it looks like; and before one that looks like a title.
TERM_NOUNS = words("""
    word words term phrase slogan motto nickname name title hashtag acronym abbreviation label category theme tagline
    so-called titled called named dubbed entitled nicknamed pronounced
""")
NAME_NOUNS = words("""
    book novel film movie song album single show series episode program programme magazine newspaper painting poem
    play musical opera game video documentary article essay column chapter section exhibition exhibit sketch skit
    segment podcast website blog project operation campaign tune track anthem hymn bill act ship vessel boat robot
    verse chant meme font brand product concept
""")
GENERATIONS = {"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"}
PARTICLES = words(
    """de von van der den bin ibn al el la du di da dos del della le ben bint abu ter ten zu af av y e st. o"""
)
JOINING_OF = (
    PERSON_NOUNS
    | BODY_NOUNS
    | words("""
    secretary board bank joint chiefs house court centers chamber city university states council citizens
    daughters sons knights bureau church republic house league
""")
)
JOINING_FOR = words("""
    club center centre centers centres institute council committee citizens americans coalition agency secretary
    minister undersecretary association foundation fund alliance movement students doctors parents organization
    organisation commissioner office women veterans mothers campaign project union department ministry
""")
# Adjectives and the like that stand before a person's noun.
QUALIFIERS = words("""
    former senior deputy chief longtime acting assistant vice first top fellow interim current ex presidential
    congressional gubernatorial national federal state local foreign prime executive independent late veteran
    leading prominent press co associate managing general special retired incoming outgoing anonymous unnamed
    unidentified political conservative liberal democratic republican
""")
