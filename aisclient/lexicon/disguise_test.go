package lexicon

import (
	"testing"

	"aisdesk/aisclient/category"
)

// Words of bailiffs, bookmakers, lenders and collectors are read as they look (statement 2.3), and say so; what is a number, a
// name of somebody honest or an agreement stays what it is.
func TestS2_3_DigitsAndLettersOfOneShape(t *testing.T) {
	s := Builtin()
	for _, k := range []struct {
		country string
		texts   Texts
		want    category.Category // OtherOut for none that harms
	}{
		{"PL", Texts{Title: "Zajęcie K0MORNIK sądowy"}, category.Bailiff},
		{"PL", Texts{Title: "Przelew do KOMORNlKA"}, category.Bailiff},
		{"PL", Texts{Title: "przelew do komorn1ka"}, category.Bailiff},
		{"PL", Texts{Party: "V1VUS FINANCE"}, category.LoanRepayment},
		{"PL", Texts{Party: "PROVlDENT POLSKA SA"}, category.LoanRepayment},
		{"CZ", Texts{Title: "Úhrada, 5OUDNI EXEKUT0R"}, category.Bailiff},
		{"CZ", Texts{Party: "FORTUNA", Title: "5AZKA"}, category.Gambling},
		{"ES", Texts{Title: "EM8ARGO JUZGADO NUM 3"}, category.Bailiff},
		{"ES", Texts{Party: "CAS1NO GRAN MADRID"}, category.Gambling},
		{"GB", Texts{Party: "WILLIAM HlLL"}, category.Gambling},
		{"GB", Texts{Party: "Iowell portfolio ltd"}, category.DebtCollection},
		{"GB", Texts{Party: "BUNKER CAS1N0 LTD"}, category.Gambling},

		{"PL", Texts{Title: "FV 10/2026/KM0RN1", Party: "HURTOWNIA"}, category.OtherOut},
		{"PL", Texts{Title: "zam. K0M1S5 B1L0RT 2X5L8", Party: "SKLEP"}, category.OtherOut},
		{"PL", Texts{Party: "ILONA ILSKA", Title: "za lekcje"}, category.OtherOut},
		{"PL", Texts{Party: "JAN K0MORNIK", Title: "za lekcje"}, category.OtherOut}, // a surname
		{"GB", Texts{Title: "INV0ICE 10588", Party: "MILLS LTD"}, category.OtherOut},
		{"GB", Texts{Title: "ORDER WR1T5", Party: "BOOKSHOP"}, category.OtherOut},
		{"ES", Texts{Title: "PEDIDO 5108", Party: "LIBRERIA SOL"}, category.OtherOut},
		{"CZ", Texts{Title: "VS 10558", Party: "LEKARNA U LlPY"}, category.OtherOut},
	} {
		got, said := category.OtherOut, false
		for _, h := range s.MatchRow(k.texts, Row{Country: k.country, Sign: SignOut}) {
			if h.Entry.Out.Risky() {
				got, said = h.Entry.Out, h.Lookalike
				break
			}
		}
		if got != k.want || k.want != category.OtherOut && k.texts.Party != "FORTUNA" && !said {
			t.Errorf("%s %+v: %v, look-alike said %v; want %v", k.country, k.texts, got, said, k.want)
		}
	}
}
