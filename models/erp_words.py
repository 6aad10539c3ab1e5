"""The words that the demo's rows are made of."""

# code, name, symbol, decimals, units per euro
CURRENCIES = (
    ("EUR", "Euro", "€", 2, "1"),
    ("USD", "US dollar", "$", 2, "1.085"),
    ("GBP", "Pound sterling", "£", 2, "0.856"),
    ("CHF", "Schweizer Franken", "Fr.", 2, "0.957"),
    ("JPY", "日本円", "¥", 0, "158.42"),
    ("SEK", "Svensk krona", "kr", 2, "11.23"),
)

# code, name, currency, in the European Union, cities
COUNTRIES = (
    ("DE", "Deutschland", "EUR", True, ("Berlin", "Hamburg", "München", "Köln", "Düsseldorf", "Nürnberg", "Gießen")),
    ("AT", "Österreich", "EUR", True, ("Wien", "Graz", "Linz", "Sankt Pölten")),
    ("CH", "Schweiz", "CHF", False, ("Zürich", "Genève", "Basel", "Bern")),
    ("FR", "France", "EUR", True, ("Paris", "Lyon", "Besançon", "Orléans", "L'Haÿ-les-Roses")),
    ("NL", "Nederland", "EUR", True, ("Amsterdam", "Rotterdam", "'s-Hertogenbosch")),
    ("GB", "United Kingdom", "GBP", False, ("London", "Leeds", "King's Lynn", "Bristol")),
    ("SE", "Sverige", "SEK", True, ("Stockholm", "Göteborg", "Malmö", "Örebro")),
    ("US", "United States", "USD", False, ("Chicago", "Boston", "Coeur d'Alene", "Austin")),
    ("JP", "日本", "JPY", False, ("東京", "大阪", "京都", "札幌")),
)

FIRST_NAMES = ("Anna", "Jürgen", "Zoë", "Renée", "Sean", "花子", "Ólafur", "María", "Łukasz", "Ingrid", "Karl-Heinz")
LAST_NAMES = (
    "Müller", "O'Neil", "Schäfer", "Großmann", "Nguyễn", "D'Angelo", "van der Berg", "Šimek", "佐藤",
    "Jones", "Lindström",
    "García", "Kowalski", "Åkesson", "Dupont", "Weiß", "Smith", "Öztürk", "Meyer-Förster", "Brontë", "Hansen", "Rossi",
)  # fmt: skip
TRADES = ("Maschinenbau", "Trading", "Logistik", "Foods", "Elektro", "Bau", "Pharma", "Textil", "Optik", "Werkzeuge")
LEGAL_FORMS = ("GmbH", "AG", "Ltd.", "Inc.", "S.A.", "B.V.", "AB", "& Co. KG", "株式会社")
TITLES = (
    "Managing Director", "Head of Sales", "Head of Logistics", "Team Lead", "Key Account Manager",
    "Sales Representative",
    "Buyer", "Accountant", "Warehouse Worker", "Apprentice",
)  # fmt: skip
STREETS = (
    "Hauptstraße",
    "Rue de l'Église",
    "High Street",
    "Kungsgatan",
    "Bahnhofstr.",
    "5th Avenue",
    "中央通り",
    "Marktplatz",
)

ODD_CUSTOMERS = (
    "O'Neil & Sons Ltd.",
    "100% Bio_Kost GmbH",
    'The "Quoted" Company',
    "Back\\slash Systems",
    "Müller-Lüdenscheidt KG",
    "東京商事株式会社",
    "Café Zoë 😀",
    "  Leading Blank AG",
    "Semi;Colon, Comma & Co",
    "[Brackets] (Round) {Curly}",
    "Tab\tSeparated Inc.",
    "null",
)
ODD_PRODUCTS = (
    '5" pipe, galvanised',
    "Pipe 50% off_season",
    "Schraube M8 x 40 größer",
    "増7 ネジ",
    "Back\\plate",
    "It's a wrap",
    "Käsereibe 🧀",
)
PRODUCT_QUALITIES = ("Heavy", "Light", "Rostfrei", "Präzisions", "Basic", "Deluxe", "防水", "Öko")
PRODUCT_NOUNS = ("Pipe", "Schraube", "Valve", "Kabel", "Pumpe", "Filter", "ネジ", "Dichtung", "Motor", "Clé")
GROUPS = (
    ("METAL", None, "Metallwaren"),
    ("PIPE", "METAL", "Pipes & fittings"),
    ("SCREW", "METAL", "Schrauben"),
    ("ELEC", None, "Elektro"),
    ("CABLE", "ELEC", "Kabel"),
    ("MOTOR", "ELEC", "Motors"),
    ("FOOD", None, "Lebensmittel"),
)
NOTES = (
    "Prefers deliveries before 9 a.m.; the gate is too low for our large truck, so call ahead and agree on a time. "
    "Invoices go to the head office, never to the branch that ordered. Last visit went well.\n",
    "Zahlt pünktlich, verlangt aber zu jeder Lieferung ein Werkszeugnis 3.1 nach EN 10204. Ansprechpartnerin im "
    "Einkauf "
    "ist Frau Großmann; sie entscheidet bis 50.000 € allein. „Bitte keine Werbung“.\n",
    "Kunde seit der Übernahme; 50% of the volume moved to a competitor in Q3_2024. See file C:\\crm\\visits\\2024.\n",
    "納期厳守。請求書は毎月末に送付してください。担当者は佐藤さんです。電話は午前中のみ。\n",
)
REMARKS = (
    "Please call before delivery",
    "Don't stack!",
    "Lieferung frei Haus, 2% Skonto",
    "Menge_genau prüfen",
    "急ぎ",
    "Fragile \\ handle with care",
)
