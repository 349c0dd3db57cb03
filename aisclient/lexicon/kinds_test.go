package lexicon

import "testing"

// Banks shorten each word of a phrase; a short word by itself says nothing.
func TestS2_4_PhrasesInTheirShortForms(t *testing.T) {
	s := set(t, File{Name: "pl.toml", Data: []byte(`
country = "PL"
language = "pl"
[[group]]
source = "known"
date = "2026-11-28"
entries = [
  {id = "back", category = "returned_payment", words = ["zwrot polecenia zaplaty"]},
  {id = "loan", category = "loan_repayment", sign = "out", words = ["splata kredytu gotowkowego"]},
  {id = "fee", category = "bank_fee", words = ["oplata"]},
]`)})
	for text, want := range map[string][]string{
		"ZWR. POL. ZAPLATY": {"back"}, "ZWROT POL.ZAPŁ 5": {"back"}, "SPL KRED. GOT.": {"loan"}, "Spłata kredytu gotówkowego": {"loan"},
		"OPL 5": nil, "ZWR POL": nil, "KRED": nil,
	} {
		wantIDs(t, s, Texts{Title: text}, "PL", want...)
	}
}

// A country follows a brand directly in card payments; inside a longer word the brand is none.
func TestS2_5_ACountryBehindABrand(t *testing.T) {
	s := set(t, lexicon("GB", `
[[group]]
kind = "shop"
category = "subscriptions"
entries = [{id = "brand", names = ["Zmyslify"]}]
`))
	for text, want := range map[string][]string{"PAYPAL *ZMYSLIFYUK": {"brand"}, "ZMYSLIFYCOM": {"brand"}, "ZMYSLIFY PL": {"brand"}, "ZMYSLIFYUKA": nil, "ZMYSLIFYING": nil} {
		wantIDs(t, s, Texts{Title: text}, "GB", want...)
	}
}

// A distance is no file number: what stands before the letters tells them apart.
func TestS2_6_ADistanceIsNoFileNumber(t *testing.T) {
	for title, want := range map[string]bool{"sygn. Km 1123/26": true, "KM 112/2025 wpłata": true, "wpłata do GKm 12/26": true, "Rower trasa 12 km 34/26": false,
		"wynajem 300km 11/26": false, "bieg 10 KM, 12/11": false} {
		got := false
		for _, h := range Builtin().MatchRow(Texts{Title: title}, Row{Country: "PL", Sign: SignOut}) {
			if h.Sort == Reference {
				got = true
				if h.Words == "" || h.Words[0] == ' ' || h.Words[0] == '.' {
					t.Errorf("%s: the number reads %q", title, h.Words)
				}
			}
		}
		if got != want {
			t.Errorf("%s: a file number %v, want %v", title, got, want)
		}
	}
}

// Streets of English towns are named before their word; a list of wages is no square.
func TestS2_7_StreetsInTheirOrder(t *testing.T) {
	s := set(t, File{Name: "en.toml", Data: []byte(`
country = "GB"
[[group]]
source = "known"
date = "2026-11-28"
entries = [
  {id = "loan", category = "loan_repayment", sign = "out", words = ["loan"]},
  {id = "wage", category = "salary", sign = "in", words = ["lista plac"]},
]`)})
	wantIDs(t, s, Texts{Title: "rent 14 Loan Street"}, "GB")
	wantIDs(t, s, Texts{Title: "loan 14 High Street"}, "GB", "loan")
	wantIDs(t, s, Texts{Title: "LISTA PŁAC 11.2026"}, "PL", "wage")
}

// An office stands with its branch, a private lender's short name in a longer one is another's.
func TestS2_7_AnOfficeWithItsBranch(t *testing.T) {
	s := set(t, lexicon("PL", `
[[group]]
kind = "social_insurer"
entries = [{id = "office", names = ["KRUZ"]}]
[[group]]
kind = "lender"
entries = [{id = "lender", names = ["KREX"]}]
`))
	wantIDs(t, s, Texts{Party: "KRUZ OR ZMYSLOWO"}, "PL", "office")
	wantIDs(t, s, Texts{Party: "KREX OR ZMYSLOWO"}, "PL")
}

// Beside another sign a single word is known in its short form too.
func TestS2_4_AShortWordBesideASign(t *testing.T) {
	s := set(t, File{Name: "pl.toml", Data: []byte(`
country = "PL"
language = "pl"
[[group]]
source = "known"
date = "2026-11-28"
entries = [{id = "late", category = "late_fee", sign = "out", words = ["opoznien*"], near = ["odset*"]}]`)})
	for text, want := range map[string][]string{"odsetki za opóźnienie": {"late"}, "ODS. ZA OPOZN.": {"late"}, "odset. opóźn. 5": {"late"}, "opóźn. 5": nil, "ods. 5": nil} {
		wantIDs(t, s, Texts{Title: text}, "PL", want...)
	}
}
