"""States by the names news has for them, with capitals that stand for their governments."""

_NAMES = """Afghanistan:Kabul|Albania|Algeria:Algiers|Angola|Argentina|Armenia:Yerevan|Australia:Canberra|Austria:Vienna
Azerbaijan:Baku|Bahrain|Bangladesh:Dhaka|Belarus:Minsk|Belgium|Bolivia|Bosnia|Botswana|Brazil
Britain:London:the UK:the United Kingdom:UK:United Kingdom|Bulgaria|Burundi|Cambodia|Cameroon|Canada:Ottawa
Chad|Chile|China:Beijing|Colombia:Bogotá|Congo|Croatia|Cuba:Havana|Cyprus|Czechia:Prague|Denmark:Copenhagen
Ecuador|Egypt:Cairo|Eritrea|Estonia:Tallinn|Ethiopia:Addis Ababa|Finland:Helsinki|France:Paris|Gabon
Georgia:Tbilisi|Germany:Berlin|Ghana|Greece:Athens|Guatemala|Guinea|Haiti|Honduras|Hungary:Budapest|Iceland
India:New Delhi:Delhi|Indonesia:Jakarta|Iran:Tehran|Iraq:Baghdad|Ireland:Dublin|Israel:Jerusalem|Italy:Rome
Jamaica|Japan:Tokyo|Jordan:Amman|Kazakhstan:Astana|Kenya:Nairobi|Kosovo|Kuwait|Kyrgyzstan|Laos|Latvia:Riga
Lebanon:Beirut|Liberia|Libya:Tripoli|Lithuania:Vilnius|Luxembourg|Malaysia|Mali|Malta|Mexico|Moldova:Chisinau
Mongolia|Montenegro|Morocco:Rabat|Mozambique|Myanmar|Namibia|Nepal|Netherlands:the Netherlands|New Zealand
Nicaragua|Niger|Nigeria:Abuja|North Korea:Pyongyang|North Macedonia|Norway:Oslo|Oman|Pakistan:Islamabad|Panama
Paraguay|Peru|Philippines:the Philippines:Manila|Poland:Warsaw|Portugal:Lisbon|Qatar:Doha|Romania:Bucharest
Russia:Moscow|Rwanda:Kigali|Samoa|Saudi Arabia:Riyadh|Senegal|Serbia:Belgrade|Sierra Leone|Singapore|Slovakia
Slovenia|Somalia|South Africa:Pretoria|South Korea:Seoul|South Sudan|Spain:Madrid|Sri Lanka|Sudan:Khartoum
Sweden:Stockholm|Switzerland|Syria:Damascus|Taiwan:Taipei|Tajikistan|Tanzania|Thailand|Tunisia
Turkey:Ankara:Türkiye|Turkmenistan|Uganda|Ukraine:Kyiv|United Arab Emirates
United States:Washington:the United States:the US:US:America|Uruguay|Uzbekistan|Vanuatu|Venezuela:Caracas
Vietnam:Hanoi|Yemen|Zambia|Zimbabwe"""

_PEOPLES = """American:United States|British:Britain|Danish:Denmark|Dutch:Netherlands|Finnish:Finland|French:France
Irish:Ireland|Kremlin:Russia|Norwegian:Norway|Polish:Poland|Spanish:Spain|Swiss:Switzerland"""

# What does not begin as its state does.
PEOPLES = dict(pair.split(":") for line in _PEOPLES.splitlines() for pair in line.split("|"))

# Each name, and the state that it is.
STATES: dict[str, str] = {
    name: names.split(":")[0]
    for line in _NAMES.splitlines()
    for names in line.split("|")
    for name in names.split(":")
}
