package insight

import (
	"testing"
)

// What tells of health, belief, a union or a party may serve no judgement, whatever the row's category (0.7): the row of a
// benefit or pension counts as money, and its ground is kept back.
func TestS0_7_SpecialDataIsSeenInFourLanguages(t *testing.T) {
	rows := []struct {
		amount, party, title string
		kind                 string // empty: nothing special
	}{
		{"2100.00", "ZUS", "RENTA Z TYTUŁU NIEZDOLNOŚCI DO PRACY", ground},
		{"1800.00", "ZUS", "EMERYTURA", ""},
		{"9000.00", "ČSSZ", "INVALIDNÍ DŮCHOD", ground},
		{"9500.00", "ČSSZ", "STAROBNÍ DŮCHOD", ""},
		{"900.00", "INSS", "PENSION INCAPACIDAD PERMANENTE", ground},
		{"950.00", "INSS", "PENSION JUBILACION", ""},
		{"700.00", "DSP", "INVALIDITY PENSION", ground},
		{"750.00", "DSP", "STATE PENSION", ""},
		{"-42.00", "NSZZ SOLIDARNOŚĆ", "SKŁADKA CZŁONKOWSKA", "trade unions"},
		{"-60.00", "GMINA WYZNANIOWA ŻYDOWSKA", "SKŁADKA", "religion"},
		{"-61.00", "ODBOROVÁ ORGANIZACE", "ČLENSKÝ PŘÍSPĚVEK", "trade unions"},
		{"-62.00", "ŽIDOVSKÁ OBEC", "ČLENSKÝ PŘÍSPĚVEK", "religion"},
		{"-63.00", "SINDICATO COMISIONES OBRERAS", "CUOTA SINDICAL", "trade unions"},
		{"-64.00", "COMUNIDAD JUDÍA", "CUOTA SOCIO", "religion"},
		{"-65.00", "UNITE THE UNION", "MEMBERSHIP FEE", "trade unions"},
		{"-66.00", "JEWISH CONGREGATION", "MEMBERSHIP FEE", "religion"},
		{"-67.00", "LABOUR PARTY", "MEMBERSHIP FEE", "political parties"},
		{"-68.00", "PARTIA POLITYCZNA ZMYŚLONA", "SKŁADKA CZŁONKOWSKA", "political parties"},
		{"-69.00", "PARTIA RAZEM", "SKŁADKA CZŁONKOWSKA", "political parties"},
		{"-70.00", "PSOE", "CUOTA", "political parties"},
		{"-71.00", "KDU-ČSL", "ČLENSKÝ PŘÍSPĚVEK", "political parties"},
		{"-90.00", "KINO ZMYŚLONE", "BILETY UL. SOLIDARNOŚCI 12", ""},
		{"-95.00", "URZĄD SKARBOWY", "PODATEK UL. KOŚCIELNA 5", ""},
		{"-1500.00", "ANNA OBCA", "CZYNSZ UL. SOLIDARNOŚCI 3", ""},
	}
	for _, r := range rows {
		a := analysisOf(t, account("", tx("2026-03-01", r.amount, r.party, r.title)))
		got := ""
		if k := a.Special(0); k != nil {
			got = k.Kind
			if k.Ground != (r.kind == ground) {
				t.Errorf("%s / %s: the money counts %v", r.party, r.title, k.Ground)
			}
		}
		if got != r.kind {
			t.Errorf("%s / %s (%s): %q, want %q", r.party, r.title, a.Rows.Of(0), got, r.kind)
		}
	}
}

const ground = "the ground of a benefit"
