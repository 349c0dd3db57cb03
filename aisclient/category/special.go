package category

import (
	"slices"

	"aisdesk/aisclient/text"
)

// SpecialKind is a kind of personal data that may not serve creditworthiness (Directive (EU) 2023/2225, Art. 18(3); GDPR,
// Art. 9). Rows of it count in totals, and stand in no check, finding or evidence.
type SpecialKind struct {
	Kind   string      // what it is called in a report
	Of     []Category  // whose rows are of the kind
	Words  *text.Stems // folded, of which a row of these categories must have one; nil: all rows of them
	Reason string      // why it is kept back
	// Ground says that the money counts (a benefit is income), and only what it is paid for is kept back.
	Ground bool
}

const (
	creditLaw   = "Directive (EU) 2023/2225, Art. 18(3)"
	specialLaw  = creditLaw + "; GDPR, Art. 9"
	benefitsLaw = specialLaw + ": the ground of a benefit may tell of health"
)

// Stems of words that tell a kind in a category that also holds other rows (pl, cs, es, en). source: known
var (
	unionWords = text.StemsOf("trade union", "union dues", "zwiazek zawodowy", "zwiazki zawodowe", "zwiazku zawodowego", "skladka zwiazkowa", "skladki zwiazkowe", "nszz",
		"solidarnosc", "opzz", "odbory", "odborov", "odborar", "sindicat", "cuota sindical", "ccoo", "comisiones obreras", "unite the union", "unison")
	religionWords = text.StemsOf("kosciol", "kosciel", "parafi", "diecezj", "zakon ", "intencja mszalna", "taca", "zbor ", "gmina wyznaniowa", "cirkev", "farnost", "kostel",
		"iglesia", "parroquia", "diocesis", "caritas", "church", "parish", "tithe", "mosque", "synagog", "meczet", "mezquita", "temple")
	partyWords = text.StemsOf("partia polityczna", "partii politycznej", "skladka partyjna", "skladki partyjne", "komitet wyborczy", "platforma obywatelska", "prawo i sprawiedliwosc",
		"politicka strana", "volebni", "ods clensky", "partido politico", "partido popular", "partido socialista", "cuota de afiliado", "political party", "party membership",
		"labour party", "conservative party", "liberal democrats")
	// Words that leave no doubt in a category where a looser stem is also a street or a shop ("ul. Solidarności").
	sureUnion = text.StemsOf("trade union", "union dues", "union subs", "zwiazek zawodowy", "zwiazki zawodowe", "zwiazku zawodowego", "skladka zwiazkowa", "skladki zwiazkowe",
		"nszz", "opzz", "zwiazek nauczycielstwa", "odborovy svaz", "odborova organizace", "odborove prispevky", "odborovy prispevek", "os kovo", "sindicato", "cuota sindical",
		"comisiones obreras", "unite the union")
	sureReligion = text.StemsOf("gmina wyznaniowa", "gminy wyznaniowej", "zwiazek wyznaniowy", "parafia rzymsko", "parafia ewangel", "parafia prawosl", "kosciol zielonosw",
		"zbor ewangel", "ofiara na kosciol", "zidovska obec", "nabozenska obec", "cirkevni sbor", "cirkevni prispevek", "rimskokatolicka", "farni sbor", "comunidad judia",
		"comunidad israelita", "comunidad islamica", "diocesis de", "jewish congregation", "jewish community", "synagogue", "islamic centre", "parochial church", "tithe")
	sureParty = text.StemsOf("partia polityczna", "partii politycznej", "skladka partyjna", "skladki partyjne", "politicka strana", "politicke strane", "clensky prispevek ods",
		"partido politico", "partido popular", "partido socialista", "political party", "party membership", "labour party", "conservative party", "liberal democrats",
		"partia razem", "nowa lewica", "platforma obywatelska", "prawo i sprawiedliwosc", "konfederacja wolnosc", "polskie stronnictwo ludowe", "polska 2050", "partia zielon",
		"komitet wyborczy", "obcanska demokraticka strana", "ceska piratska strana", "piratska strana", "krestanska a demokraticka unie", "kdu csl", "kdu-csl", "starostove a nezavisli",
		"hnuti ano", "ano 2011", "strana zelenych", "socialni demokracie", "komunisticka strana", "svoboda a prima demokracie", "psoe", "partit dels socialistes", "izquierda unida",
		"esquerra republicana", "partido nacionalista vasco", "eaj pnv", "bloque nacionalista", "coalicion canaria", "scottish national party", "plaid cymru", "green party",
		"reform uk", "sinn fein", "fine gael", "fianna fail", "democratic unionist party")
	healthWords = text.StemsOf("niezdolnosc", "inwalid", "niepelnosprawn", "chorobow", "wypadkow", "rehabilitac", "renta socjaln", "renty socjaln", "renta zus",
		"zus renta", "renta krus", "krus renta", "rencist", "invalidn", "nemocensk", "ztp", "urazov", "incapacidad", "invalidez", "discapacidad", "minusvalia", "enfermedad",
		"baja medica", "accidente laboral", "disability", "disablement", "invalidity", "incapacity", "ill health", "ill-health", "illness", "sick pay", "sickness",
		"industrial injur")
)

var (
	narrow = []Category{Donation, OtherOut, Subscriptions}
	wide   = []Category{Donation, OtherOut, Subscriptions, Leisure, Tax, SocialInsurance, Insurance, Education, Household, Travel, BankFee, PersonOut}
)

// specials is the one table of what may serve no judgement. The first kind that fits a row is its kind.
var specials = []SpecialKind{
	{Kind: "health", Of: []Category{Health}, Reason: specialLaw},
	{Kind: "religion", Of: narrow, Words: religionWords, Reason: specialLaw},
	{Kind: "religion", Of: wide, Words: sureReligion, Reason: specialLaw},
	{Kind: "political parties", Of: narrow, Words: partyWords, Reason: specialLaw},
	{Kind: "political parties", Of: wide, Words: sureParty, Reason: specialLaw},
	{Kind: "trade unions", Of: narrow, Words: unionWords, Reason: specialLaw},
	{Kind: "trade unions", Of: wide, Words: sureUnion, Reason: specialLaw},
	{Kind: "donations", Of: []Category{Donation}, Reason: creditLaw},
	{Kind: "the ground of a benefit", Of: []Category{Benefit}, Reason: benefitsLaw, Ground: true},
	{Kind: "the ground of a benefit", Of: []Category{Pension, Salary, OtherIn, InsurancePayout}, Words: healthWords, Reason: benefitsLaw, Ground: true},
}

// TakesWords reports whether a row of the category may be special by its texts.
func (c Category) TakesWords() bool { return byWords[c] }

var byWords = func() (of [len(table)]bool) {
	for i := range specials {
		for _, c := range specials[i].Of {
			of[c] = of[c] || specials[i].Words != nil
		}
	}
	return
}()

// SpecialKinds lists the kinds, each name once, in their order.
func SpecialKinds() []SpecialKind {
	var out []SpecialKind
	seen := map[string]bool{}
	for _, k := range specials {
		if !seen[k.Kind] {
			seen[k.Kind] = true
			out = append(out, k)
		}
	}
	return out
}

// SpecialOf is the special kind of a row of a category with these folded texts (title, name of the counterparty); nil of
// most rows.
func SpecialOf(c Category, folded ...string) *SpecialKind {
	for i := range specials {
		if k := &specials[i]; slices.Contains(k.Of, c) && k.fits(folded) {
			return k
		}
	}
	return nil
}

func (k *SpecialKind) fits(folded []string) bool {
	return k.Words == nil || slices.ContainsFunc(folded, k.Words.In)
}
