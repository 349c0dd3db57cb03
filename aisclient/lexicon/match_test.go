package lexicon

import (
	"slices"
	"strings"
	"testing"

	"aisdesk/aisclient/category"
)

// enforcement is a small lexicon of words, file numbers and names, in the format of the data files.
const enforcement = `
[[group]]
category = "bailiff"
sign = "out"
strong = true
entries = [
  {id = "komornik", words = ["komorni{k,ka,kowi,kiem,ku,cy,kow,kom,kami}", "kom. sad."], fields = ["title", "party", "kind"]},
  {id = "zajecie", words = ["zajeci{e,a,u,em} wierzytelnosci"]},
  {id = "km", refs = ['\bg?km[ps]?\s*\d{1,6}\s*/\s*\d{2,4}\b']},
]
[[group]]
kind = "lender"
entries = [
  {id = "vivus", names = ["Vivus", "Vivus Finance Sp. z o.o."], domains = ["vivus.pl"]},
  {id = "provident", names = ["Provident Polska", "Provident"], needs = ["sp z o.o.", "pozyczk*", "rata"], not = ["hotel"]},
]
[[group]]
kind = "collector"
entries = [{id = "kruk", names = ["Kruk"]}, {id = "best", names = ["Best S.A."]}]
[[group]]
kind = "operator"
entries = [{id = "sts", names = ["STS"], domains = ["sts.pl"]}, {id = "fortuna", names = ["Fortuna"]}]
`

func TestS2_3_LookalikesHiddenAndLostLetters(t *testing.T) {
	s := set(t, lexicon("PL", enforcement))
	for _, x := range []struct {
		title     string
		lookalike bool
	}{
		{"Przelew do KOMORNIKA", false},
		{"Przelew do KОМОRNIKA", true},         // Cyrillic О and М
		{"Przelew do komοrnikα", true},         // Greek omicron and alpha
		{"ko\u200bmor\u00adnika", false},       // zero width space, soft hyphen
		{"\u2066kom\ufefforn\u2060ika", false}, // direction mark, byte order mark, word joiner
		{"Przelew do komor?ika", true},
		{"Przelew do komor\ufffdika", true},
		{"Zaj??cie wierzytelno?ci", true}, // two bytes of one letter
		{"ＫＯＭＯＲＮＩＫ", true},                // full width
	} {
		hits := s.Match(Texts{Title: x.title}, "PL")
		if len(hits) != 1 || hits[0].Lookalike != x.lookalike {
			t.Errorf("%q: %+v", x.title, hits)
			continue
		}
		if !strings.Contains(x.title, hits[0].Words) || hits[0].Entry.Confidence != High {
			t.Errorf("%q: words %q, confidence %s", x.title, hits[0].Words, hits[0].Entry.Confidence)
		}
	}
	for _, title := range []string{"Przelew do ?", "komor????????ika", "иск komisja", "k?o?m?o?r?n?i?k?a"} {
		wantIDs(t, s, Texts{Title: title}, "PL")
	}
}

func TestS2_3_LinesAreTriedAsSpaceAndAsNothing(t *testing.T) {
	s := set(t, lexicon("PL", enforcement))
	cut := func(text, sep string) string { return text[:35] + sep + text[35:] }
	inside := "Oplata nr 12 zgodnie z pismem komornika z dnia" // the 35th character lies in the word
	between := "Oplata nr 12 zgodnie z pism komornika z dnia"
	if at := strings.Index(inside, "komornika"); at > 34 || at+9 <= 35 {
		t.Fatal("the word is not cut")
	}
	for _, x := range []struct {
		title  string
		joined bool
	}{
		{cut(inside, "\n"), true}, {cut(inside, " "), true}, {inside, false}, {between, false},
		{"zajecia\nwierzytelnosci", false}, {"zaje\r\ncia wierzytelnosci", true}, {"zaje\ncia wierzytel\nnosci", true},
		{strings.Repeat("x", 26) + " zajecia wierzytelnosci", false},
		{strings.Repeat("x", 26) + " zajeciawierzytelnosci", false},
		{"Km 4\n51/26", true},
	} {
		hits := s.Match(Texts{Title: x.title}, "PL")
		if strings.Contains(x.title, "zajeciaw") {
			// 27 + 7 = 34 characters before the cut: it is not at the 35th, so the words stay one.
			if len(hits) != 0 {
				t.Errorf("%q: %+v", x.title, hits)
			}
			continue
		}
		if len(hits) != 1 || hits[0].Joined != x.joined {
			t.Errorf("%q: %+v", x.title, hits)
		}
	}
	glued := strings.Repeat("x", 27) + " zajeciawierzytelnosci" // the line ended between the words, its end was dropped
	wantIDs(t, s, Texts{Title: glued}, "PL", "zajecie")
	wantIDs(t, s, Texts{Party: cut(inside, " ")}, "PL") // names are not cut so
}

// Titles come with a space or a dot between all letters, which hides a word from whoever looks for it as a whole.
func TestS2_3_WordsWrittenLetterByLetter(t *testing.T) {
	s := set(t, lexicon("PL", enforcement))
	for _, title := range []string{
		"K O M O R N I K", "wg pisma k o m o r n i k a", "k.o.m.o.r.n.i.k z dnia", "K-O-M-O-R-N-I-K", "k o m o r n i k ó w",
		"Z A J Ę C I A  W I E R Z Y T E L N O Ś C I",
	} {
		hits := s.Match(Texts{Title: title}, "PL")
		if len(hits) != 1 || !hits[0].Joined {
			t.Errorf("%q: %+v", title, hits)
		}
	}
	for _, title := range []string{"kom o r n i k", "k o m o r", "K O-M O-R N I K", "k o m i s j a"} {
		wantIDs(t, s, Texts{Title: title}, "PL")
	}
}

// A clinic, like a restaurant, may bear a lender's name; a railway's ticket number is no bailiff's file.
func TestS2_7_ClinicsAndRailwaysAreOtherFirms(t *testing.T) {
	for _, x := range []struct{ party, title, country string }{
		{"CENTRUM MEDYCZNE VIVUS", "wizyta", "PL"}, {"KLINIKA VIVUS", "wizyta", "PL"}, {"GABINET VIVUS", "wizyta", "PL"},
		{"KOLEJE MAZOWIECKIE", "KM 12/2026 abonament", "PL"},
	} {
		for _, h := range Builtin().MatchRow(Texts{Party: x.party, Title: x.title}, Row{Sign: SignOut, Country: x.country}) {
			if c := h.Entry.Out.String(); c == "loan_repayment" || c == "bailiff" || h.Entry.Kind == Lender {
				t.Errorf("%s, %s: %s", x.party, x.title, h.Entry.ID)
			}
		}
	}
}

func TestS2_4_EndingsAreListedNeverSubstrings(t *testing.T) {
	s := set(t, lexicon("PL", enforcement+`
[[group]]
category = "salary"
sign = "in"
entries = [{id = "wage", words = ["wynagrodzeni*", "зарплата", "аванс", "umow* zlecen*"]}]`))
	for _, title := range []string{"komornik", "KOMORNIKOWI", "od komorników", "kom.sad.", "KOM SAD"} {
		wantIDs(t, s, Texts{Title: title}, "PL", "komornik")
	}
	for _, title := range []string{"komornikowski", "podkomornik", "komorn", "komisja sadowa"} {
		wantIDs(t, s, Texts{Title: title}, "PL")
	}
	for _, title := range []string{"wynagrodzenie", "WYNAGRODZENIA 10", "Зарплата за жовтень", "ЗАРПЛАТА", "аванс", "АВАНС", "umowa zlecenie", "umowy zlecenia"} {
		wantIDs(t, s, Texts{Title: title}, "PL", "wage")
	}
	wantIDs(t, s, Texts{Title: "niewynagrodzenie"}, "PL")
}

func TestS2_4_SeedsKnowWagesInMigrantsLanguages(t *testing.T) {
	for _, title := range []string{"зарплата", "Lohn 10/2026", "salary october"} {
		found := false
		for _, h := range Builtin().MatchRow(Texts{Title: title}, Row{Sign: SignIn, Country: "PL"}) {
			found = found || h.Entry.In.String() == "salary"
		}
		if !found {
			t.Errorf("%q is no wage", title)
		}
	}
}

func TestS2_5_WhatIsStripped(t *testing.T) {
	for name, want := range map[string]Stripped{
		"PAYPAL *ZMYSLNETA":                     {Name: "ZMYSLNETA", Processor: "PAYPAL"},
		"PayU*Zmyslona Ksiegarnia":              {Name: "Zmyslona Ksiegarnia", Processor: "PayU"},
		"Płatność kartą ZMYSLONKA 123 WARSZAWA": {Name: "ZMYSLONKA"},
		"www.zmyslone.pl/koszyk":                {Name: "zmyslone.pl", Domain: true},
		"pay.zmyslone.com.pl":                   {Name: "zmyslone.com.pl", Domain: true},
		"ZMYSLONA SP. Z O.O.":                   {Name: "ZMYSLONA", Legal: "SP. Z O.O"},
		"Zmyslona Spółka Akcyjna":               {Name: "Zmyslona", Legal: "Spółka Akcyjna"},
		"Zmyslena s.r.o.":                       {Name: "Zmyslena", Legal: "s.r.o"},
		"Zmyslena spol. s r.o.":                 {Name: "Zmyslena", Legal: "spol. s r.o"},
		"Inventada S.L.U.":                      {Name: "Inventada", Legal: "S.L.U"},
		"Erfunden GmbH":                         {Name: "Erfunden", Legal: "GmbH"},
		"Invented Ltd":                          {Name: "Invented", Legal: "Ltd"},
		"INVENTADA 0452 MADRID ESP":             {Name: "INVENTADA"},
		"ZMYSLONKA Z5912 K.1":                   {Name: "ZMYSLONKA"},
		"Zmyslonka 4532XXXXXXXX1234":            {Name: "Zmyslonka"},
		"TAXIZMYSL *PRZEJAZD":                   {Name: "TAXIZMYSL"},
		"Przelewy24":                            {Name: "Przelewy24"},
		"S.A.":                                  {Name: "S.A"},
	} {
		got := Clean(name)
		if got.Name != want.Name || got.Domain != want.Domain || want.Legal != "" && got.Legal != want.Legal || want.Processor != "" && got.Processor != want.Processor {
			t.Errorf("%q: %+v, want %+v", name, got, want)
		}
	}
}

// What is stripped still bears out a short name.
func TestS2_5_TheLegalFormIsASecondSign(t *testing.T) {
	s := set(t, lexicon("PL", enforcement))
	wantIDs(t, s, Texts{Party: "BEST SPÓŁKA AKCYJNA"}, "CZ", "best")
	wantIDs(t, s, Texts{Party: "BEST"}, "CZ")
	wantIDs(t, s, Texts{Party: "KRUK S.A."}, "CZ", "kruk")
	wantIDs(t, s, Texts{Party: "KRUK"}, "CZ")
}

func TestS2_7_AddressesAreCut(t *testing.T) {
	s := set(t, lexicon("PL", enforcement))
	for _, x := range []Texts{
		{Party: "ALFA ZMYSLONA UL. KOMORNIKA 5 00-950 WARSZAWA"}, {Title: "czynsz ul. Komornika 5"}, {Title: "czynsz ulica komornika"},
		{Title: "czynsz 62-052 Komornik"}, {Title: "al. Jana Komornika 12"}, {Party: "ALFA ZMYSLONA OS. FORTUNA 3"},
	} {
		wantIDs(t, s, x, "PL")
	}
	wantIDs(t, s, Texts{Title: "czynsz Komornika ulica 5"}, "PL")
	pay := set(t, lexicon("PL", `[[entry]]
id = "later"
category = "bnpl"
words = ["plac pozniej", "pozniej"]
source = "known"
date = "2026-11-28"`))
	wantIDs(t, pay, Texts{Title: "Płać później"}, "PL", "later") // no square
	wantIDs(t, pay, Texts{Title: "plac Długi później 5"}, "PL")
	wantIDs(t, s, Texts{Title: "zajęcie ul. Długa 5 komornik"}, "PL", "komornik")
	wantIDs(t, s, Texts{Party: "Komornik Sądowy, ul. Długa 5"}, "PL", "komornik")
}

func TestS2_7_APersonsNameIsNoWord(t *testing.T) {
	s := set(t, lexicon("PL", enforcement))
	wantIDs(t, s, Texts{Party: "KRUK ANNA"}, "PL")
	wantIDs(t, s, Texts{Party: "Jan Komornik"}, "PL")
	wantIDs(t, s, Texts{Title: "Przelew od Jan Komornik"}, "PL")
	wantIDs(t, s, Texts{Title: "komornik Jan Zmyślony"}, "PL", "komornik")
	wantIDs(t, s, Texts{Party: "PEDRO FORTUNA RUIZ"}, "PL")
	wantIDs(t, s, Texts{Party: "FORTUNA PEDRO S.A."}, "PL", "fortuna")
	for _, month := range []string{"JULIO", "LEV.", "April"} { // names, and months or short words of banks
		wantIDs(t, s, Texts{Title: month + " komornik"}, "PL", "komornik")
	}
}

func TestS2_7_EnforcementIsNotPaidByCard(t *testing.T) {
	s := set(t, lexicon("PL", enforcement))
	wantIDs(t, s, Texts{Title: "KOMORNIK", Kind: "Płatność kartą"}, "PL")
	wantIDs(t, s, Texts{Title: "KOMORNIK", Kind: "PRZELEW"}, "PL", "komornik")
}

func TestS2_7_ShortAndAmbiguousWordsNeedASecondSign(t *testing.T) {
	s := set(t, lexicon("PL", enforcement))
	wantIDs(t, s, Texts{Party: "STS"}, "PL", "sts") // the bank is of its country
	wantIDs(t, s, Texts{Party: "STS"}, "ES")
	wantIDs(t, s, Texts{Party: "STS"}, "")
	wantIDs(t, s, Texts{Party: "STS S.A."}, "ES", "sts")
	wantIDs(t, s, Texts{Title: "sts.pl"}, "ES", "sts")
	wantIDs(t, s, Texts{Party: "PROVIDENT"}, "PL")
	wantIDs(t, s, Texts{Party: "PROVIDENT", Title: "rata 5"}, "PL", "provident")
	wantIDs(t, s, Texts{Party: "PROVIDENT SPÓŁKA Z OGRANICZONĄ ODPOWIEDZIALNOŚCIĄ"}, "PL", "provident")
	wantIDs(t, s, Texts{Party: "PROVIDENT POLSKA"}, "PL", "provident") // two words are sign enough
	wantIDs(t, s, Texts{Party: "VIVUS"}, "ES", "vivus")
}

// A number alone is the reference of an agreement: who is paid under one by the bare name of a collector is the collector.
func TestS2_7_ANumberAloneIsASecondSign(t *testing.T) {
	s := set(t, lexicon("PL", `
[[group]]
kind = "collector"
entries = [{id = "wrona", names = ["Wrona"], needs = ["dlug"]}]
[[group]]
kind = "lender"
entries = [{id = "gawron", names = ["Gawron"], needs = ["dlug"]}]`))
	wantIDs(t, s, Texts{Party: "WRONA", Title: "dlug"}, "PL", "wrona")
	wantIDs(t, s, Texts{Party: "WRONA", Title: "00331120"}, "PL", "wrona")
	wantIDs(t, s, Texts{Party: "WRONA", Title: "7712/26"}, "PL", "wrona")
	wantIDs(t, s, Texts{Party: "WRONA"}, "PL")
	wantIDs(t, s, Texts{Party: "WRONA", Title: "-"}, "PL")
	wantIDs(t, s, Texts{Party: "WRONA", Title: "za 2 bilety"}, "PL")
	wantIDs(t, s, Texts{Party: "WRONA", Title: "00331120"}, "ES") // a word of another country
	wantIDs(t, s, Texts{Party: "WRONA JAN", Title: "00331120"}, "PL")
	wantIDs(t, s, Texts{Party: "WRONA ZMYSLPOL", Title: "00331120"}, "PL")
	wantIDs(t, s, Texts{Party: "GAWRON", Title: "00331120"}, "PL") // a lender asks for a word
}

func TestS2_7_NotWordsAndOtherTrades(t *testing.T) {
	s := set(t, lexicon("PL", enforcement))
	wantIDs(t, s, Texts{Party: "HOTEL PROVIDENT SP Z O O"}, "PL")
	for _, party := range []string{"FORTUNA KEBAB", "PENSJONAT FORTUNA", "FORTUNA MODA", "KRUK STOLOWKA", "VIVUS SOFTWARE", "WYPOZYCZALNIA FORTUNA"} {
		wantIDs(t, s, Texts{Party: party}, "PL")
	}
	wantIDs(t, s, Texts{Party: "FORTUNA"}, "PL", "fortuna")
}

func TestS2_7_AWordInALongerName(t *testing.T) {
	s := set(t, lexicon("PL", enforcement+`
[[group]]
kind = "shop"
category = "household"
entries = [{id = "longer", names = ["Fortuna Zmyslona"]}]`))
	wantIDs(t, s, Texts{Party: "KRUK ZMYSLPOL SP. Z O.O."}, "PL") // an employer's name
	wantIDs(t, s, Texts{Party: "KRUK ZMYSLPOL S.A."}, "PL")
	wantIDs(t, s, Texts{Party: "KRUK III NSFIZ"}, "PL", "kruk")
	wantIDs(t, s, Texts{Party: "FORTUNA ZMYSLONA"}, "PL", "longer")
}

// A fund without its form is only a fund: a company that bears the same word is another one.
func TestS2_7_AFundIsNoCompanyOfItsName(t *testing.T) {
	s := set(t, lexicon("PL", enforcement+`
[[group]]
kind = "collector"
entries = [{id = "fund", names = ["Zmyslon NSFIZ"]}, {id = "firm", names = ["Zmyslex S.A."]}]`))
	for party, want := range map[string]string{"Zmyslon NSFIZ": "fund", "Zmyslon NS FIZ": "fund", "ZMYSLON FIZAN": "fund", "ZMYSLON NIESTANDARYZOWANY SEKURYTYZACYJNY FUNDUSZ INWESTYCYJNY ZAMKNIETY": "fund", "Zmyslex SA": "firm"} {
		wantIDs(t, s, Texts{Party: party}, "PL", want)
	}
	for _, party := range []string{"Zmyslon Sp. z o.o.", "Zmyslon S.A.", "ZMYSLON BANK SA", "Zmyslon"} {
		wantIDs(t, s, Texts{Party: party}, "PL")
	}
}

func TestS2_7_SignAndCurrencyMustFit(t *testing.T) {
	s := set(t, lexicon("PL", enforcement+`
[[group]]
category = "rent"
entries = [{id = "pln", words = ["zmyslony czynsz"], currency = "PLN"}]`))
	x := Texts{Title: "komornik"}
	for _, h := range s.MatchRow(x, Row{Sign: SignIn, Country: "PL"}) { // beside wages it is a sign, and decides nothing
		if h.Entry.Of(true) != category.None {
			t.Errorf("money in: %v", h.Entry.ID)
		}
	}
	if hits := s.MatchRow(Texts{Title: "zmyslony czynsz"}, Row{Sign: SignIn, Country: "PL"}); len(hits) != 1 {
		t.Errorf("any direction: %v", ids(hits))
	}
	if hits := s.MatchRow(x, Row{Sign: SignOut, Country: "PL"}); len(hits) != 1 {
		t.Errorf("money out: %v", ids(hits))
	}
	x = Texts{Title: "zmyslony czynsz"}
	if hits := s.MatchRow(x, Row{Sign: SignOut, Country: "PL", Currency: "EUR"}); len(hits) != 0 {
		t.Errorf("EUR: %v", ids(hits))
	}
	if hits := s.MatchRow(x, Row{Sign: SignOut, Country: "PL", Currency: "PLN"}); len(hits) != 1 {
		t.Errorf("PLN: %v", ids(hits))
	}
}

func TestWordsCountInTheirCountryNamesEverywhere(t *testing.T) {
	s := set(t, lexicon("PL", enforcement))
	wantIDs(t, s, Texts{Title: "komornik"}, "CZ")
	wantIDs(t, s, Texts{Title: "komornik"}, "", "komornik")
	wantIDs(t, s, Texts{Party: "VIVUS FINANCE"}, "CZ", "vivus")
	wantIDs(t, s, Texts{Title: "Km 451/26"}, "CZ")
}

// Words for kinds of income count in title and kind, not in the payer's name; what a firm is counts in its name.
func TestS1_7_WhereWordsAndNamesCount(t *testing.T) {
	s := set(t, lexicon("PL", `
[[group]]
category = "salary"
sign = "in"
entries = [{id = "wage", words = ["pensja"]}]
[[group]]
kind = "lender"
entries = [{id = "lender", names = ["Zmyslkasa"]}]`))
	wantIDs(t, s, Texts{Title: "pensja"}, "PL", "wage")
	wantIDs(t, s, Texts{Kind: "PENSJA"}, "PL", "wage")
	wantIDs(t, s, Texts{Party: "Pensja Hotel"}, "PL")
	wantIDs(t, s, Texts{Party: "ZMYSLKASA"}, "PL", "lender")
	wantIDs(t, s, Texts{Kind: "ZMYSLKASA"}, "PL")
}

func TestAccountNumbersOfOffices(t *testing.T) {
	s := set(t, lexicon("PL", `
[[group]]
kind = "tax_office"
entries = [{id = "micro", accounts = ["PL?? 1010 0071 222*"]}]`))
	wantIDs(t, s, Texts{PartyNumber: "PL12 1010 0071 2223 1234 5678 9012"}, "PL", "micro")
	wantIDs(t, s, Texts{PartyNumber: "12101000712223123456789012"}, "PL", "micro")
	wantIDs(t, s, Texts{PartyNumber: "PL12101000712233123456789012"}, "PL")
	if !s.KnowsNumber("PL99101000712220000000000000") || s.KnowsNumber("PL99") || s.KnowsNumber("") {
		t.Error("the number is not known, or another one is")
	}
}

func TestAPenaltyOfNothingIsTold(t *testing.T) {
	s := set(t, lexicon("PL", `
[[group]]
category = "late_fee"
strong = true
entries = [{id = "late", words = ["odsetki karne"]}]`))
	for title, zero := range map[string]bool{"rata 500,00 odsetki karne 0,00": true, "odsetki karne: 0.00 PLN": true, "odsetki karne PLN 0": true,
		"odsetki karne 0,50": false, "odsetki karne 10,00": false, "odsetki karne": false, "odsetki karne za 0 dni": false} {
		hits := s.Match(Texts{Title: title}, "PL")
		if len(hits) != 1 || hits[0].Zero != (zero || title == "odsetki karne za 0 dni") {
			t.Errorf("%q: %+v", title, hits)
		}
	}
}

func TestS2_7_AnOfficeWithAPersonsNameIsNoPerson(t *testing.T) {
	s := set(t, lexicon("PL", enforcement))
	wantIDs(t, s, Texts{Party: "KOMORNIK SĄDOWY ANNA NOWAK"}, "PL", "komornik")
	wantIDs(t, s, Texts{Party: "Komornik Anna Nowak ul. Długa 5"}, "PL", "komornik")
	wantIDs(t, s, Texts{Party: "Anna Komornik"}, "PL")
}

func TestS2_7_ForeignNamesOfEverydayFirmsNeedASecondSign(t *testing.T) {
	s := set(t, lexicon("PL", `
[[group]]
kind = "telecom"
entries = [{id = "short", names = ["Zmysl"]}, {id = "long", names = ["Zmyslofon"]}]`))
	wantIDs(t, s, Texts{Party: "ZMYSL"}, "PL", "short")
	wantIDs(t, s, Texts{Party: "ZMYSL"}, "ES")
	wantIDs(t, s, Texts{Party: "ZMYSL S.A."}, "ES", "short")
	wantIDs(t, s, Texts{Party: "ZMYSLOFON"}, "ES", "long")
}

// An account in another currency than its country's may have texts in either language.
func TestWordsOfTheCurrencysCountryCountToo(t *testing.T) {
	s := set(t, lexicon("PL", "[[group]]\ncategory = \"rent\"\nentries = [{id = \"pl\", words = [\"czynsz\"]}]"),
		lexicon("CZ", "[[group]]\ncategory = \"salary\"\nentries = [{id = \"cs\", words = [\"mzda\"]}]"))
	for _, x := range []struct {
		country, currency string
		pl, cs            bool
	}{{"PL", "PLN", true, false}, {"PL", "CZK", true, true}, {"CZ", "CZK", false, true}, {"", "CZK", true, true}, {"FR", "EUR", false, false},
		{"PL", "EUR", true, false}} {
		got := ids(s.MatchRow(Texts{Title: "czynsz mzda"}, Row{Country: x.country, Currency: x.currency}))
		want := []string{}
		if x.cs {
			want = append(want, "cs") // short: it needs its country, or its currency
		}
		if x.pl {
			want = append(want, "pl")
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s %s: %v, want %v", x.country, x.currency, got, want)
		}
	}
}

func TestS2_7_ANameBehindMrIsAPersons(t *testing.T) {
	s := set(t, lexicon("PL", "[[group]]\ncategory = \"gambling\"\nfields = [\"title\", \"party\"]\nentries = [{id = \"play\", words = [\"zmyslotto\"]}]"))
	wantIDs(t, s, Texts{Party: "MR J ZMYSLOTTO"}, "PL")
	wantIDs(t, s, Texts{Title: "MISS K ZMYSLOTTO"}, "PL")
	wantIDs(t, s, Texts{Title: "Mr J zmyslotto"}, "PL", "play") // no name: it has no capital
	wantIDs(t, s, Texts{Party: "MR ZMYSLOTTO LTD"}, "PL", "play")
	wantIDs(t, s, Texts{Title: "MR A ZMYSL ZA ZMYSLOTTO"}, "PL", "play")
}

func TestS2_7_AFirmWithAPersonsWholeNameIsAFirm(t *testing.T) {
	s := set(t, lexicon("GB", "[[group]]\nkind = \"operator\"\nentries = [{id = \"bets\", names = [\"William Hill\"]}]"))
	wantIDs(t, s, Texts{Party: "WILLIAM HILL"}, "GB", "bets")
	wantIDs(t, s, Texts{Party: "WILLIAM HILL ES"}, "GB", "bets")
	wantIDs(t, s, Texts{Party: "William James Hill"}, "GB")
	wantIDs(t, s, Texts{Party: "WILLIAM HILL SMITH"}, "GB")
	wantIDs(t, s, Texts{Title: "PAYPAL *WILLIAMHILL"}, "GB", "bets")
}

func TestS2_7_ATradeBehindTheOneWhoCarriesThePaymentIsNoDecoy(t *testing.T) {
	s := set(t, lexicon("ES", "[[group]]\nkind = \"pay_later\"\nentries = [{id = \"later\", names = [\"Zmyslplazos\"]}]"))
	wantIDs(t, s, Texts{Title: "ZMYSLPLAZOS*MUEBLES FICTOS"}, "ES", "later")
	wantIDs(t, s, Texts{Title: "ZMYSLPLAZOS MUEBLES FICTOS"}, "ES")
}

func TestS2_7_BritishEnforcementAgentsTakeCards(t *testing.T) {
	words := "[[group]]\ncategory = \"bailiff\"\nsign = \"out\"\nstrong = true\nentries = [{id = \"agent\", words = [\"zmysl enforcement\"]}]"
	s := set(t, lexicon("GB", words))
	wantIDs(t, s, Texts{Title: "ZMYSL ENFORCEMENT", Kind: "CARD PAYMENT"}, "GB", "agent")
	s = set(t, lexicon("PL", words))
	wantIDs(t, s, Texts{Title: "ZMYSL ENFORCEMENT", Kind: "CARD PAYMENT"}, "PL")
}
