package bank

// place is where money is spent: the title as banks print it (double spaces are theirs,
// {city} and {no} are filled in) and what is usually paid there, in the local currency.
type place struct {
	title string
	usual string
}

// places are the built-in shops of a country by class. Habits without places of their own shop here.
var places = map[string]map[string][]place{
	"pl": {
		"grocery":      {{"BIEDRONKA {no}  {city}", "18..190"}, {"ŻABKA Z{no}  {city}", "6..48"}, {"LIDL  {city}", "35..260"}, {"CARREFOUR  {city}", "25..310"}, {"PIEKARNIA POD KŁOSEM", "7..32"}},
		"food":         {{"PYSZNE.PL  DOTPAY {ref}", "32..115"}, {"GLOVO  PAYU {ref}", "28..90"}},
		"apparel":      {{"CCC  {city}", "99..320"}, {"RESERVED  {city}", "59..289"}, {"VISTULA  {city}", "149..899"}},
		"healthcare":   {{"APTEKA POD LWEM  {city}", "14..160"}, {"STOMATOLOGIA UŚMIECH", "180..650"}, {"LUX MED  {city}", "120..340"}},
		"leisure":      {{"MULTIKINO  {city}", "28..110"}, {"EMPIK  {city}", "25..180"}, {"BASEN MIEJSKI", "18..44"}},
		"nightlife":    {{"PUB POD PAPUGĄ  {city}", "24..180"}, {"KLUB ALCHEMIK", "40..240"}},
		"press":        {{"KOLPORTER SALONIK {no}", "5..29"}, {"INMEDIO  {city}", "6..38"}},
		"transport":    {{"ZTM BILETOMAT {no}", "4.40..110"}, {"PKP INTERCITY  BILET {ref}", "35..189"}, {"JAKDOJADE.PL", "3.40..13"}},
		"travel":       {{"BOOKING.COM  {ref}", "240..1900"}, {"LOT POLISH AIRLINES", "320..1450"}},
		"kids":         {{"SMYK  {city}", "29..240"}, {"ZABAWKI U KRASNALA", "25..160"}},
		"fuel":         {{"ORLEN STACJA NR {no}", "120..380"}, {"CIRCLE K  {city}", "90..360"}},
		"shopping":     {{"ALLEGRO  PAYU {ref}", "19..420"}, {"PRZELEWY24 {ref}  X-KOM", "49..2100"}},
		"gambling":     {{"STS ZAKŁADY  PRZELEWY24 {ref}", "50..900"}, {"FORTUNA ONLINE  DOTPAY {ref}", "30..700"}, {"TOTAL CASINO  BLIK {ref}", "100..1500"}},
		"blik_atm":     {{"BLIK BANKOMAT EURONET  {city}", "50..500"}},
		"atm":          {{"BANKOMAT {no}  {city}", "100..800"}},
		"cash_deposit": {{"WPŁATOMAT {no}  {city}", "200..3000"}},
	},
	"cz": {
		"grocery":    {{"ALBERT {no}  {city}", "90..1400"}, {"TESCO  {city}", "120..1800"}, {"PEKÁRNA U ZVONU", "35..180"}},
		"food":       {{"DÁME JÍDLO  GOPAY {ref}", "180..620"}},
		"apparel":    {{"OBUV NOHEL  {city}", "490..2400"}},
		"healthcare": {{"LÉKÁRNA DR. MODRÁ", "70..900"}},
		"leisure":    {{"CINEMA CITY  {city}", "180..620"}, {"KNIHY POD LIPOU", "150..890"}},
		"nightlife":  {{"HOSPODA U SLUNCE", "90..1100"}},
		"press":      {{"RELAY  {city}", "30..190"}},
		"transport":  {{"DPP LÍTAČKA", "30..550"}, {"ČESKÉ DRÁHY  {ref}", "120..690"}},
		"fuel":       {{"BENZINA {no}", "700..2100"}},
		"shopping":   {{"ALZA.CZ  GOPAY {ref}", "290..9800"}},
		"atm":        {{"BANKOMAT {no}  {city}", "500..5000"}},
	},
	"es": {
		"grocery":    {{"MERCADONA {no}  {city}", "8..110"}, {"DIA  {city}", "4..45"}, {"PANADERÍA LA ESPIGA", "2..14"}},
		"food":       {{"GLOVO  REDSYS {ref}", "12..42"}},
		"apparel":    {{"ZARA  {city}", "20..140"}},
		"healthcare": {{"FARMACIA DEL SOL", "5..60"}},
		"leisure":    {{"CINES CALLAO", "9..34"}, {"CASA DEL LIBRO", "10..60"}},
		"nightlife":  {{"BAR EL RINCÓN  {city}", "6..70"}},
		"press":      {{"QUIOSCO {no}", "2..12"}},
		"transport":  {{"METRO DE MADRID", "1.50..55"}, {"RENFE VIAJEROS  {ref}", "18..120"}},
		"fuel":       {{"REPSOL {no}", "25..85"}},
		"shopping":   {{"EL CORTE INGLÉS  {city}", "15..420"}},
		"atm":        {{"CAJERO {no}  {city}", "20..300"}},
	},
	"": {
		"grocery":    {{"CITY MARKET {no}  {city}", "6..90"}},
		"food":       {{"BOLT FOOD  {ref}", "9..35"}},
		"healthcare": {{"PHARMACY AT THE CORNER", "4..50"}},
		"leisure":    {{"CINEMA APOLLO", "8..30"}},
		"press":      {{"NEWS STAND {no}", "2..10"}},
		"transport":  {{"CITY TRANSPORT", "1..40"}},
		"shopping":   {{"ONLINE SHOP  {ref}", "10..250"}},
		"atm":        {{"ATM {no}  {city}", "20..300"}},
	},
}

// placesOf are the country's places of a class; a country or class without its own gets the
// general ones, and at last the class's name itself.
func placesOf(country, class string) []place {
	if p := places[country][class]; len(p) > 0 {
		return p
	}
	if p := places[""][class]; len(p) > 0 {
		return p
	}
	return []place{{title: class + "  {ref}", usual: "10..100"}}
}

// people are counterparties of private transfers and small ads. Clearly invented.
var people = map[string][]string{
	"pl": {"ZENON PRZYKŁADOWY  UL. ZMYŚLONA 3 00-001 WARSZAWA", "IWONA WZORCOWA", "TADEUSZ NIEISTNIEJĄCY  UL. PRÓBNA 8/2 30-002 KRAKÓW", "OLGA TESTOWA", "BOLESŁAW UDAWANY"},
	"cz": {"KAREL VZOROVÝ", "JANA UKÁZKOVÁ  ZKUŠEBNÍ 4 PRAHA", "OTA SMYŠLENÝ"},
	"es": {"PEPE EJEMPLO", "LOLA INVENTADA  CALLE FICTICIA 7 MADRID"},
	"":   {"JOHN SAMPLE", "JANE EXAMPLE"},
}

func peopleOf(country string) []string {
	if p, ok := people[country]; ok {
		return p
	}
	return people[""]
}

func citiesOf(country string) []string {
	if c, ok := cities[country]; ok {
		return c
	}
	return cities[""]
}
