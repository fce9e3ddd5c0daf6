"""Common given names, to guess whom "he" and "she" can mean. A name used for both is in neither list."""

from standfirst.record.suggest.words.listing import words

MEN = words("""
    james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark
    donald steven paul andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan jacob
    gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory frank alexander raymond
    patrick jack dennis jerry tyler aaron jose adam henry nathan douglas zachary peter kyle walter ethan jeremy
    harold keith christian roger noah gerald carl terry sean austin arthur lawrence jesse dylan bryan joe jordan
    billy bruce albert willie gabriel logan alan juan wayne roy ralph randy eugene vincent russell elijah louis
    bobby philip johnny mike jim tom bill bob dave steve dan tim jeff greg ken ron don ed fred ted ben matt nick
    tony chuck rick mitch newt barack mitt rand marco bernie al dick hank harry barry rob chad brad todd doug phil
    ray lou leo max ian neil simon nigel colin graham stuart martin oliver hugh alastair alistair duncan malcolm
    angus boris vladimir sergei sergey dmitry dmitri mikhail nikolai ivan igor oleg yuri viktor victor andrei
    alexei aleksandr volodymyr petro pavel mohammed muhammad mohamed mohammad ahmed ahmad ali hassan hussein
    ibrahim abdullah abdul omar khalid yusuf mustafa mahmoud hamid karim bashar binyamin avi moshe yitzhak shimon
    ariel ehud carlos luis jorge miguel pedro pablo antonio francisco manuel fernando ricardo eduardo roberto
    alejandro javier sergio diego andres rafael raul enrique hugo nicolas pierre jean francois jacques michel
    philippe laurent emmanuel olivier alain hans klaus wolfgang jurgen juergen stefan helmut gerhard heinz fritz
    olaf giuseppe giovanni matteo luca paolo silvio mario franco carlo enzo jens lars bjorn sven erik anders johan
    nils narendra rahul rajiv amit sanjay vijay ravi anil arun hiroshi kenji shinzo takashi yoshihide wei jun ming
    hao recep tayyip mehmet kofi nelson thabo cyril desmond kwame emeka olusegun gustavo alvaro evo glenn craig
    darren wesley clarence earl howard stanley leonard norman marvin melvin curtis cory corey derek dwight dustin
    grant marcus maurice mitchell ned owen perry preston reince rex rudy ruben sanford seth shane spencer stewart
    trent trevor troy vernon warren xavier zach jake josh nate roland kurt karl kent clark clyde lloyd floyd
    ernest elmer otto oscar felix simeon rolf ralf axel wilhelm ludwig leon leopold abraham isaac ishmael solomon
    elias tobias jonas lucas mateus tomas jakub marek piotr andrzej jaroslaw lech vaclav milos zoltan gabor istvan
    gyorgy ion nicolae dragan slobodan zoran goran youssef tarek khaled samir nabil faisal salman turki rashid
    sultan mansour majid reza mehdi javad hossein mahdi akbar amir arash behrouz giles rupert piers crispin
    jeremiah jedediah amos silas ezra caleb enoch barnaby ambrose cornelius percy cecil edmund edgar edwin alvin
    calvin irving milton clinton winston clifford wendell quincy chester lester wilbur orville homer virgil horace
    morris boyd gil charlie freddie archie alfie teddy eddie jimmy danny tommy kenny lenny vinny sonny manny
    aodhan declan brendan cormac eoin fergus finn liam niall padraig ronan seamus rhys gareth dafydd huw owain
    alun emlyn callum hamish lachlan ewan gregor rory darnell jamal tyrone deshawn malik terrell jermaine rashad
    lamar cedric reggie otis jaime ramon ernesto guillermo gerardo arturo alfredo rodrigo rogelio salvador vicente
    mateo joaquin emilio ignacio rigoberto octavio bret brett chip clay dax dirk garth gavin hal irv jared jed
    jerome kirk lance lyle miles nolan norm rodney royce rufus rusty sid stan thad theo theodore tod travis trey
    ty tyson vaughn vern wade waylon wes wyatt walt ruhollah hamza bilal tariq imran asif nawaz farhan najib anwar
    joko
""")
WOMEN = words("""
    mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty sandra margaret
    ashley kimberly emily donna michelle carol amanda melissa deborah stephanie dorothy rebecca sharon laura
    cynthia amy kathleen angela shirley brenda emma anna pamela nicole samantha katherine christine helen debra
    rachel carolyn janet maria catherine heather diane olivia julie joyce victoria ruth virginia lauren kelly
    christina joan evelyn judith andrea hannah megan cheryl jacqueline martha madison teresa gloria sara janice
    ann kathryn abigail sophia frances alice judy isabella julia grace amber denise danielle marilyn beverly
    charlotte natalie theresa diana brittany doris kayla alexis lori marie hillary hilary melania ivanka tiffany
    kellyanne condoleezza nikki elena sonia claire anne jane lucy kate katie sue nicola ursula marine annegret
    ségolène dilma cristina michelle-anne carmen rosa lucia sofia ana isabel pilar mercedes dolores gabriela
    alejandra veronica silvia monica paula natalia olga svetlana tatiana irina ekaterina yulia anastasia ludmila
    oksana sabrina vanessa valerie wendy wanda yvonne tamara tammy tina sylvia stacy sheila sherry roberta rita
    ramona priscilla phyllis peggy penny norma nadia miriam mildred maureen marsha marjorie marcia mabel lynne
    louise lorraine loretta leah kristin kristen kirsten kristina kendra kathy katrina karin kara josephine joanne
    joanna jill jeanne janine jackie irene ingrid ida holly heidi harriet gwen gina gail florence felicia esther
    erin erica emilia elaine eleanor edith debbie deb connie colleen claudia clara cindy charlene celia cecilia
    cathy caroline carla candace bridget bonnie bethany beth bernadette becky audrey arlene april annette angelina
    alison allison fatima aisha khadija leila layla yasmin zahra maryam noor huma malala benazir asma shirin hanan
    rania nour indira priyanka sushma mamata pratibha meera lakshmi aung yoko naoko keiko mei ling tzipi golda
    ngozi winnie graca sigrid astrid greta mette frederikke helle tarja sanna jacinda anita marta tamika latoya
    keisha jada imani aaliyah ebony guadalupe consuelo esperanza juana marisol xiomara yesenia ximena beatriz
    camila valentina daniela mariana fernanda renata agata katarzyna magdalena zofia ewa malgorzata hanna saara
    aino freya solveig aoife siobhan niamh ciara roisin orla deirdre sinead grainne mairead moira ailsa catriona
    rhiannon bronwen cerys nerys lena alicia brooke paige tara leslie lindsay lindsey whitney courtney kendall
    jenna kelsey chelsea hailey haley savannah sierra autumn faith joy dawn gretchen molly polly sally tessa becca
    abby allie annie carrie casey ellen ellie emmy erika frankie georgia gillian glenda greer gwyneth imogen ivana
    jasmine jocelyn juliet kirsty lana leigh lila lily lola lottie lucinda lydia maggie mandy marissa maura meghan
    melinda millie miranda mollie monique morgan myra naomi nell odette patsy patty petra philippa pippa raquel
    regina rhonda rosemary roxanne ruthie selma shannon shelby shelley simone stella suzanne sylvie tanya thelma
    tilda trisha trudy ursuline velma verna vivian yolanda zoe cora ines vera mia dorothea fay faye mae maeve nora
    gertrude hilda agnes bertha ethel edna blanche estelle josie hattie winifred beatrice bea daphne iris violet
    hazel ivy opal pearl ruby jade ingeborg inge elke heike ute birgit gudrun ulrike dagmar hannelore anneliese
    paulina zuzana jana eva hana milena vesna snezana amal dina hala samira salma zainab mariam shireen roya
    nasrin azar kathie ilhan rashida alexandria ayanna pramila kamala tulsi dianne nita jeane lael mona
""")
BOTH = MEN & WOMEN
