package category

import "strings"

// SpecialKind is a kind of personal data that may not serve creditworthiness (Directive (EU) 2023/2225, Art. 18(3); GDPR,
// Art. 9). Rows of it count in totals, and stand in no check, finding or evidence.
type SpecialKind struct {
	Kind     string   // what it is called in a report
	Category Category // whose rows are of the kind
	Words    []string // folded stems that a row of the category must have; none: all rows of it
	Reason   string   // why it is kept back
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
	unionWords = []string{"trade union", "union dues", "zwiazek zawodowy", "zwiazki zawodowe", "zwiazku zawodowego", "skladka zwiazkowa", "skladki zwiazkowe", "nszz",
		"solidarnosc", "opzz", "odbory", "odborov", "odborar", "sindicat", "cuota sindical", "ccoo", "comisiones obreras", "unite the union", "unison"}
	religionWords = []string{"kosciol", "kosciel", "parafi", "diecezj", "zakon ", "intencja mszalna", "taca", "zbor ", "gmina wyznaniowa", "cirkev", "farnost", "kostel",
		"iglesia", "parroquia", "diocesis", "caritas", "church", "parish", "tithe", "mosque", "synagog", "meczet", "mezquita", "temple"}
	partyWords = []string{"partia polityczna", "partii politycznej", "skladka partyjna", "skladki partyjne", "komitet wyborczy", "platforma obywatelska", "prawo i sprawiedliwosc",
		"politicka strana", "volebni", "ods clensky", "partido politico", "partido popular", "partido socialista", "cuota de afiliado", "political party", "party membership",
		"labour party", "conservative party", "liberal democrats"}
)

// specials is the one table of what may serve no judgement. The first kind that fits a row is its kind.
var specials = []SpecialKind{
	{Kind: "health", Category: Health, Reason: specialLaw},
	{Kind: "religion", Category: Donation, Words: religionWords, Reason: specialLaw},
	{Kind: "religion", Category: OtherOut, Words: religionWords, Reason: specialLaw},
	{Kind: "political parties", Category: Donation, Words: partyWords, Reason: specialLaw},
	{Kind: "political parties", Category: OtherOut, Words: partyWords, Reason: specialLaw},
	{Kind: "political parties", Category: Subscriptions, Words: partyWords, Reason: specialLaw},
	{Kind: "trade unions", Category: Donation, Words: unionWords, Reason: specialLaw},
	{Kind: "trade unions", Category: OtherOut, Words: unionWords, Reason: specialLaw},
	{Kind: "trade unions", Category: Subscriptions, Words: unionWords, Reason: specialLaw},
	{Kind: "donations", Category: Donation, Reason: creditLaw},
	{Kind: "the ground of a benefit", Category: Benefit, Reason: benefitsLaw, Ground: true},
}

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
		if k := &specials[i]; k.Category == c && k.fits(folded) {
			return k
		}
	}
	return nil
}

func (k *SpecialKind) fits(folded []string) bool {
	if len(k.Words) == 0 {
		return true
	}
	for _, t := range folded {
		for _, w := range k.Words {
			if t != "" && strings.Contains(t, w) {
				return true
			}
		}
	}
	return false
}
