package identity

import (
	"slices"
	"strings"
	"testing"
)

// nameCase is a claimed name, the holder as a bank writes it, and what a careful reader says.
type nameCase struct {
	claimed, holder string
	want            Outcome
	codes           string // joined with a comma, sorted
}

func checkNames(t *testing.T, cases []nameCase) {
	t.Helper()
	for _, c := range cases {
		r := CompareNames(c.claimed, c.holder)
		var codes []string
		for _, code := range r.Codes {
			codes = append(codes, string(code))
		}
		slices.Sort(codes)
		if got := strings.Join(codes, ","); r.Outcome != c.want || got != c.codes {
			t.Errorf("%q and %q: %s %s, want %s %s", c.claimed, c.holder, r.Outcome, got, c.want, c.codes)
		}
	}
}

func TestS9_1_ResultsCarryCodes(t *testing.T) {
	checkNames(t, []nameCase{
		{"Jan Nowak", "JAN NOWAK", Match, ""},
		{"Jan Nowak", "JAN ADAM NOWAK", Match, "MIDDLE_MISSING"},
		{"Kasia Nowak", "KATARZYNA NOWAK", Close, "NICKNAME"},
		{"Jan Nowak", "JAN KOWALSKI", NoMatch, "SURNAME_DIFFERS"},
	})
	for code, phrase := range phrases {
		if phrase == "" || code.Phrase() != phrase {
			t.Errorf("%s has no phrase", code)
		}
	}
}

func TestS9_2_NamesAreFoldedAndJointOwnersParted(t *testing.T) {
	checkNames(t, []nameCase{
		{"Anna Łącka", "LACKA ANNA", Match, ""},
		{"Siobhan O'Brien", "OBRIEN SIOBHAN", Match, ""},
		{"Anna Nowak-Zielińska", "ANNA NOWAK ZIELINSKA", Match, ""},
		{"dr inż. Jan Kowalski", "Kowalski Jan", Match, ""},
		{"Jürgen Groß", "GROSS JUERGEN", Match, ""},
		{"Søren Kjær", "SOEREN KJAER", Match, ""},
		{"Jan Nowak", "Nowak, Jan", Match, ""},
		{"María José García López", "García López, María José", Match, ""},
		{"Anna Kowalska", "JAN NOWAK, ANNA KOWALSKA", Match, ""},
		{"Anna Kowalska", "JAN NOWAK/ANNA KOWALSKA", Match, ""},
		{"Anna Kowalska", "Jan Nowak i Anna Kowalska", Match, ""},
		{"Jana Malá", "PETR MALÝ A JANA MALÁ", Match, ""},
		{"Luis Pérez", "Ana Gil y Luis Pérez", Match, ""},
		{"Anna Nowak", "JAN NOWAK, ANNA KOWALSKA", NoMatch, "GIVEN_DIFFERS"},
		{"Anna Nowak", "Jan Nowak i Anna Kowalska", NoMatch, "GIVEN_DIFFERS"},
		{"Jan Nowak", "Jan i Anna Nowak", Close, "SHARED_SURNAME"},
		{"José Ortega Gasset", "JOSE ORTEGA Y GASSET", Match, ""},
		{"Jan Przykładny", "JAN PRZYKŁADNY UL. KWIATOWA 5 00-001 WARSZAWA", Match, ""},
	})
}

// Junior and senior are no titles: they tell a father from his son.
func TestS9_2_AFatherIsNotHisSon(t *testing.T) {
	checkNames(t, []nameCase{
		{"Jan Novák", "Jan Novák ml.", Close, "EXTRA_WORD"},
		{"John Smith Jr", "JOHN SMITH", Close, "EXTRA_WORD"},
		{"John Smith Jr.", "SMITH JOHN JUNIOR", Match, ""},
		{"John Smith Jnr", "JOHN SMITH JUNIOR", Match, ""},
		{"Jan Novák mladší", "Ing. Jan Novák ml.", Match, ""},
		{"Jan Nowak", "st. Jan Nowak", Match, ""},
		{"Sr. Luis Pérez", "LUIS PEREZ", Match, ""},
	})
	if r := CompareNames("Jan Novák ml.", "Jan Novák st."); r.Outcome == Match {
		t.Errorf("father and son: %v", r)
	}
}

func TestS9_3_AllSurnamesAndTheSameGivenNameMatch(t *testing.T) {
	checkNames(t, []nameCase{
		{"Anna Łącka", "ŁĄCKA ANNA MARIA", Match, "MIDDLE_MISSING"},
		{"Maria Łącka", "ŁĄCKA ANNA MARIA", Close, "MIDDLE_MISSING"},
		{"José García López", "GARCIA LOPEZ MARIA JOSE", Close, "MIDDLE_MISSING"},
		{"Anna Maria Łącka", "ANNA ŁĄCKA", Match, "MIDDLE_MISSING"},
		{"Juan Hurtado García", "GARCIA HURTADO JUAN MANUEL", Match, "MIDDLE_MISSING"},
		{"Petr Novák", "NOVAK PETR", Match, ""},
		{"Oduya Chibuzo", "CHIBUZO ODUYA", Match, ""},
		{"Juan de la Cruz", "JUAN CRUZ", Match, ""},
	})
}

func TestS9_4_CloseNamesSayWhy(t *testing.T) {
	checkNames(t, []nameCase{
		{"A. Łącka", "ANNA ŁĄCKA", Close, "INITIAL"},
		{"Anna M. Łącka", "ANNA EWA ŁĄCKA", Close, "INITIAL_CONFLICT"},
		{"María García", "MARIA GARCIA LOPEZ", Close, "SURNAME_PART"},
		{"Juan García", "JUAN GARCIA MARTIN", Close, "SURNAME_PART"},
		{"Anna Nowak", "Anna Nowak-Kowalska", Close, "SURNAME_PART"},
		{"Jan Kowalski", "JAN KOWALKSI", Close, "TYPO"},
		{"Jan Kowalski", "JAN KOWALSK", Close, "TYPO"},
		{"Tomek Zieliński", "TOMASZ ZIELINSKI", Close, "NICKNAME"},
		{"Pepe Gómez", "JOSE GOMEZ", Close, "NICKNAME"},
		{"Bob Archer", "ROBERT ARCHER", Close, "NICKNAME"},
		{"Jan Nоwak", "JAN NOWAK", Close, "LOOKALIKE"}, // a Cyrillic о
		{"Jan Nowak", "JAN NОWAK", Close, "LOOKALIKE"}, // a Cyrillic О at the bank
		{"Aleksandra Wiśniewska-Kowalczyk", "ALEKSANDRA WISNIEWSKA KOWALC", Close, "TRUNCATED"},
		{"Łukasz Żak", "?UKASZ ?AK", Close, "DAMAGED"},
		{"Jan Kowalski", "JANKOWALSKI", Close, "GLUED"},
		{"Anna Maria Nowak", "ANNAMARIA NOWAK", Close, "GLUED"},
		{"Oleksandr Kovalchuk", "ALEKSANDER KOWALCZUK", Close, "TRANSLITERATED"},
		{"Іван Петренко", "IVAN PETRENKO", Close, "TRANSLITERATED"},
		{"Jan Kowalski", "USŁUGI REMONTOWE JAN KOWALSKI", Close, "EXTRA_WORD,SOLE_TRADER"},
		{"Jana Novák", "JANA NOVÁKOVÁ", Close, "SURNAME_FORM"},
	})
}

// One step across each border of closeness is another person.
func TestS9_4_OneStepFurtherIsNoMatch(t *testing.T) {
	checkNames(t, []nameCase{
		{"Jan Kos", "JAN KOT", NoMatch, "SURNAME_DIFFERS"},           // a slip in a word of three letters
		{"Jan Kowalski", "JAN KOWALKSY", NoMatch, "SURNAME_DIFFERS"}, // two slips
		{"Jan Kowalski", "JAN KOW", NoMatch, "SURNAME_DIFFERS"},      // too short to have been cut
		{"A. Łącka", "EWA ŁĄCKA", NoMatch, "GIVEN_DIFFERS"},
		{"Marta Nowak", "MARIA NOWAK", NoMatch, "GIVEN_DIFFERS"}, // two given names, no slip
		{"Gosia Nowak", "KATARZYNA NOWAK", NoMatch, "GIVEN_DIFFERS"},
	})
}

func TestS9_5_OtherPeopleDoNotMatch(t *testing.T) {
	checkNames(t, []nameCase{
		{"Jan Łącki", "ŁĄCKA ANNA MARIA", NoMatch, "GIVEN_DIFFERS"},
		{"Ewa Nowak", "ANNA NOWAK", NoMatch, "GIVEN_DIFFERS"},
		{"Anna Kowalska", "ANNA NOWAK", NoMatch, "SURNAME_DIFFERS"},
		{"Anna", "ANNA NOWAK", NoMatch, "SURNAME_MISSING"},
		{"Nowak", "ANNA NOWAK", NoMatch, "GIVEN_MISSING"},
		{"Anna Maria", "ANNA MARIA NOWAK", NoMatch, "SURNAME_MISSING"},
		{"Anna Maria Nowak", "ANNA EWA NOWAK", NoMatch, "GIVEN_DIFFERS"},
		{"Jan Kowalski", "JAN KOWALSKI SP. Z O.O.", NoMatch, "COMPANY_PERSON"},
		{"Jan Kowalski", "KOWALSKI I WSPÓLNICY", NoMatch, "COMPANY_PERSON"},
		{"Kowalski Sp. j.", "JAN KOWALSKI", NoMatch, "COMPANY_PERSON"},
	})
	if r := CompareHolder("Jan Kowalski", "JAN KOWALSKI", true); r.Outcome != NoMatch || r.Codes[0] != CompanyPerson {
		t.Errorf("a holder that the bank calls a company: %+v", r)
	}
}

func TestS9_6_CompaniesKeepTheirOrderAndLoseTheirForm(t *testing.T) {
	checkNames(t, []nameCase{
		{"Acme Sp. z o.o.", "ACME SPÓŁKA Z OGRANICZONĄ ODPOWIEDZIALNOŚCIĄ", Match, ""},
		{"Acme", "ACME SP ZOO", Match, ""},
		{"Beta s.r.o.", "BETA, spol. s r.o.", Match, ""},
		{"Gama S.L.U.", "GAMA SLU", Match, ""},
		{"Alfa Sp. z o.o.", "ALFA S.A.", Close, "OTHER_FORM"},
		{"Alfa Sp. z o.o.", "ALFA TRADE SP. Z O.O.", Close, "EXTRA_WORD"},
		{"Alfa Trade Ltd", "TRADE ALFA LTD", NoMatch, "NAME_DIFFERS"},
		{"Alfa GmbH", "BETA GMBH", NoMatch, "NAME_DIFFERS"},
		{"Maria Sa", "MARIA SA", Match, ""}, // a surname that looks like a legal form
		{"Maria Sa", "MARIA KOWALSKA", NoMatch, "SURNAME_DIFFERS"},
	})
	for name, form := range map[string]string{"ACME SP. Z O.O.": "spzoo", "Acme a.s.": "as", "MARIA SA": "", "Jan Kowalski": "", "Trade GmbH & Co. KG": "gmbhkg"} {
		if got := LegalForm(name); got != form {
			t.Errorf("%q has form %q, want %q", name, got, form)
		}
	}
}

func TestPeopleAndCompanies(t *testing.T) {
	for name, want := range map[string][2]bool{
		"Jan Kowalski": {true, false}, "KOWALSKA ANNA UL. DŁUGA 5 00-001 WARSZAWA": {true, false}, "Petr Svoboda": {true, false},
		"Usługi Jan Kowalski": {false, true}, "ACME S.A.": {false, true}, "Fortuna": {false, false}, "Kowalski": {false, false},
		"Lucía Inventada Ruiz": {true, false}, "BIEDRONKA 1234": {false, false}, "Urząd Skarbowy Kraków": {false, true}, "Maria Sa": {true, false},
		"ACADEMIA OLA SL": {false, true}, "REFORMAS LUCIA SLU": {false, true}, "ISKRA ANNA SRL": {false, true}, "Sklodowska Anna": {true, false},
	} {
		if got := [2]bool{IsPerson(name), IsCompany(name)}; got != want {
			t.Errorf("%q: person %v, company %v", name, got[0], got[1])
		}
	}
}

func TestRelatedNeedsASharedSurname(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"Anna Kowalska", "KOWALSKI JAN", true},
		{"Jana Nováková", "Petr Novák", true},
		{"Luis García Pérez", "Ana Pérez Gil", true},
		{"Anna Łącka", "Piotr Łącki", true},
		{"Olha Petrenko", "IVAN PETRENKO", true},
		{"Jan Nowak ul. Prosta 1 00-001 Warszawa", "Ewa Nowak", true},
		{"Jan Nowak", "Jan Kowalski", false},
		{"Anna Maria Nowak", "Anna Maria Zięba", false},
		{"Nowak Sp. z o.o.", "Jan Nowak", false},
		{"Nowak", "Jan Nowak", false},
	} {
		if got := Related(c.a, c.b); got != c.want || Related(c.b, c.a) != got {
			t.Errorf("%q and %q: %v", c.a, c.b, got)
		}
	}
}

func TestStripAddress(t *testing.T) {
	for in, want := range map[string]string{
		"JAN PRZYKŁADNY UL. KWIATOWA 5 00-001 WARSZAWA": "JAN PRZYKŁADNY",
		"Anna Nowak Kwiatowa 5/3 00-123 Warszawa":       "Anna Nowak",
		"ACME SP. Z O.O. al. Jerozolimskie 1 02-001 W":  "ACME SP. Z O.O.",
		"Lucía Inventada, Calle Mayor 3, 28001 Madrid":  "Lucía Inventada",
		"Petr Novák Dlouhá 12 110 00 Praha":             "Petr Novák",
		"Firma 2000":                                    "Firma 2000",
		"Alfa":                                          "Alfa",
		"":                                              "",
		"Jan Nowak 00-950 Warszawa":                     "Jan Nowak",
		"Kino Plac":                                     "Kino Plac",
	} {
		if got, rest := StripAddress(in); got != want || len(in) > 0 && strings.ReplaceAll(got+rest, " ", "") == "" {
			t.Errorf("%q: %q, %q", in, got, rest)
		}
	}
}

// Cases, comparisons and lists tell by this whether a name is that of somebody they know.
func TestOneNameInManySpellings(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"Adam Wspólny", "WSPOLNY ADAM", true}, {"Anna Nowak", "Anna Maria Nowak", true}, {"ACME SP. Z O.O.", "Acme sp. z o.o.", true},
		{"Jan Kowalski i Anna Kowalska", "JAN KOWALSKI I ANNA KOWALSKA", true}, {"Jan Kowalski", "Piotr Kowalski", false},
		{"Adam Wspólny", "Adam Wspólnicki", false},
	} {
		if got := SameName(c.a, c.b); got != c.same {
			t.Errorf("%q and %q: %v", c.a, c.b, got)
		}
	}
}
