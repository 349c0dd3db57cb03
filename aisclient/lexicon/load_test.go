package lexicon

import (
	"slices"
	"strings"
	"testing"
	"time"

	"aisdesk/aisclient/category"
)

// Each of these must be refused, with a reason that names the fault; the sound entry beside it stays.
func TestS2_1_LoadingRefuses(t *testing.T) {
	const head = "country = \"PL\"\n[[group]]\ncategory = \"rent\"\nsource = \"known\"\ndate = \"2026-11-28\"\nentries = [{id = \"ok\", words = [\"czynsz\"]}]\n"
	for _, x := range []struct{ name, text, reason string }{
		{"unknown category", `{id = "x", words = ["abc"], category = "rents"}`, "not in the list"},
		{"unknown kind", `{id = "x", words = ["abc"], kind = "shopp"}`, "kind"},
		{"unknown sign", `{id = "x", words = ["abc"], sign = "up"}`, "sign"},
		{"unknown field", `{id = "x", words = ["abc"], fields = ["titel"]}`, "field"},
		{"unknown confidence", `{id = "x", words = ["abc"], confidence = "sure"}`, "confidence"},
		{"twice", `{id = "ok", words = ["abc"]}`, "twice"},
		{"no id", `{words = ["abc"]}`, "no id"},
		{"nothing to look for", `{id = "x"}`, "nothing to look for"},
		{"brace", `{id = "x", words = ["ab{c,d"]}`, "brace"},
		{"too short", `{id = "x", words = ["a"]}`, "too short"},
		{"only signs", `{id = "x", words = ["*"]}`, "no letter"},
		{"reference", `{id = "x", refs = ['km(']}`, "no expression"},
		{"domain", `{id = "x", domains = ["vivus"]}`, "name.tld"},
		{"other direction", `{id = "x", words = ["abc"], sign = "in"}`, "other direction"},
		{"account", `{id = "x", accounts = ["12"]}`, "6 digits"},
		{"no source", `{id = "x", words = ["abc"], source = " "}`, "no source"},
		{"no date", `{id = "x", words = ["abc"], date = "soon"}`, "no date"},
	} {
		text := head + "[[group]]\ncategory = \"rent\"\nsource = \"known\"\ndate = \"2026-11-28\"\nentries = [" + x.text + "]\n"
		s, problems := New(File{Name: "pl.toml", Data: []byte(text)})
		if len(problems) != 1 || !strings.Contains(problems[0].Reason, x.reason) {
			t.Errorf("%s: problems %v, want one about %q", x.name, problems, x.reason)
		}
		if _, ok := s.Entry("ok"); !ok || len(s.Entries()) != 1 {
			t.Errorf("%s: %d entries are left", x.name, len(s.Entries()))
		}
	}
	for _, x := range []struct{ name, text, reason string }{
		{"no TOML", "[[group", "cannot be read|can be read"},
		{"unknown key", "colour = \"red\"\n" + head, "colour"},
		{"no source in the group", "country = \"PL\"\n[[group]]\ncategory = \"rent\"\ndate = \"2026-11-28\"\nentries = [{id = \"x\", words = [\"abc\"]}]", "no source"},
	} {
		_, problems := New(File{Name: "pl.toml", Data: []byte(x.text)})
		if len(problems) != 1 || !strings.Contains(x.reason+problems[0].Error(), strings.Split(x.reason, "|")[0]) {
			t.Errorf("%s: problems %v", x.name, problems)
		}
	}
}

func TestS2_1_AnEntryIsWholeAndOverridesItsGroup(t *testing.T) {
	s := set(t, File{Name: "pl.toml", Data: []byte(`
country = "PL"
language = "pl"
[[group]]
kind = "shop"
category = "groceries"
source = "https://register.example"
date = 2026-11-01
entries = [
  {id = "a", names = ["Alfa"]},
  {id = "b", names = ["Beta"], category = "fuel", source = "known", date = "2026-11-28", confidence = "low", note = "look", hard = true, sign = "out"},
  {id = "c", names = ["Gamma"], kind = "lender"},
  {id = "d", words = ["zmyslone"], in = "loan_in", out = "loan_repayment", currency = "PLN"},
]`)})
	a, _ := s.Entry("a")
	if a.Kind != Shop || a.Out != category.Groceries || a.In != category.Refund || a.Source != "https://register.example" || a.Date != "2026-11-01" ||
		a.Language != "pl" || a.Confidence != High || a.Countries[0] != "PL" || a.File != "pl.toml" {
		t.Errorf("%+v", a)
	}
	b, _ := s.Entry("b")
	if b.Out != category.Fuel || b.Confidence != Low || !b.Hard || b.Note != "look" || b.Date != "2026-11-28" || b.Of(true) != category.None {
		t.Errorf("%+v", b)
	}
	if c, _ := s.Entry("c"); c.In != category.LoanIn || c.Out != category.LoanRepayment {
		t.Errorf("%+v", c)
	}
	if d, _ := s.Entry("d"); d.Of(true) != category.LoanIn || d.Of(false) != category.LoanRepayment {
		t.Errorf("%+v", d)
	}
}

// Every kind reads money in and out as the specification has it.
func TestS1_4_KindsBySign(t *testing.T) {
	for kind, want := range map[string][2]category.Category{
		"lender": {category.LoanIn, category.LoanRepayment}, "operator": {category.GamblingWin, category.Gambling},
		"insurer": {category.InsurancePayout, category.Insurance}, "tax_office": {category.TaxRefund, category.Tax},
		"social_insurer": {category.Benefit, category.SocialInsurance}, "broker": {category.OwnTransfer, category.SavingsInvestment},
		"collector": {category.None, category.DebtCollection}, "pay_later": {category.Refund, category.BNPL},
		"charity": {category.None, category.Donation}, "processor": {}, "bank": {}, "bailiff": {category.None, category.Bailiff},
		"crypto_exchange": {category.OwnTransfer, category.Crypto}, "utility": {category.Refund, category.Utilities},
		"telecom": {category.Refund, category.Telecom},
	} {
		s := set(t, lexicon("PL", "[[group]]\nkind = \""+kind+"\"\nentries = [{id = \"x\", names = [\"Zmyslona\"]}]"))
		e, _ := s.Entry("x")
		if e.In != want[0] || e.Out != want[1] {
			t.Errorf("%s: in %q, out %q", kind, e.In, e.Out)
		}
	}
}

func TestS2_2_SeedsOfEachCountry(t *testing.T) {
	counts := map[string]map[Kind]int{}
	total := map[string]int{}
	for _, e := range Builtin().Entries() {
		if counts[e.File] == nil {
			counts[e.File] = map[Kind]int{}
		}
		counts[e.File][e.Kind]++
		total[e.File]++
		if e.Source != "known" && !strings.Contains(e.Source, " ") && !strings.Contains(e.Source, ".") {
			t.Errorf("%s: source %q is neither known nor a page nor a register", e.ID, e.Source)
		}
	}
	for _, file := range []string{"pl.toml", "cs.toml", "es.toml"} {
		if total[file] < 250 {
			t.Errorf("%s has %d entries", file, total[file])
		}
		for _, k := range []Kind{Lender, PayLater, Collector, Operator, Bank, Insurer, Utility, Telecom, TaxOffice, SocialInsurer, PublicOffice, Shop, Processor} {
			if counts[file][k] == 0 {
				t.Errorf("%s has no %s", file, k)
			}
		}
	}
}

// Operators change the number in their blocked domains.
func TestS2_2_OperatorsRotateNumberedDomains(t *testing.T) {
	s := set(t, lexicon("PL", `
[[group]]
kind = "operator"
entries = [{id = "bet", names = ["Zmyslbet"], domains = ["zmyslbet7.com"]}]
[[group]]
kind = "shop"
category = "household"
entries = [{id = "shop", domains = ["zmyslsklep.pl"]}]`))
	for _, title := range []string{"zmyslbet.com", "www.zmyslbet12.com/deposit", "ZMYSLBET7.COM", "pay.zmyslbet99.com"} {
		wantIDs(t, s, Texts{Title: title}, "PL", "bet")
	}
	wantIDs(t, s, Texts{Title: "zmyslbets.com"}, "PL")
	wantIDs(t, s, Texts{Title: "zmyslsklep5.pl"}, "PL")
}

func TestS2_2_OldSourcesAreNamed(t *testing.T) {
	s := set(t, lexicon("PL", `
[[group]]
category = "rent"
entries = [{id = "new", words = ["czynsz"], date = "2025-05-28"}, {id = "old", words = ["najem"], date = "2025-05-27"}]`))
	old := s.Stale(time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC))
	if len(old) != 1 || old[0].ID != "old" {
		t.Errorf("%d are old: %v", len(old), old)
	}
}

func TestS10_2_HashAndVersionTellLexiconsApart(t *testing.T) {
	one := set(t, lexicon("PL", "[[group]]\ncategory = \"rent\"\nentries = [{id = \"a\", words = [\"czynsz\"]}]"))
	same := set(t, lexicon("PL", "[[group]]\ncategory = \"rent\"\nentries = [{id = \"a\", words = [\"czynsz\"]}]"))
	other := set(t, lexicon("PL", "[[group]]\ncategory = \"rent\"\nentries = [{id = \"a\", words = [\"czynszu\"]}]"))
	if one.Hash() != same.Hash() || one.Hash() == other.Hash() || one.Version() != "2026-11-28" {
		t.Errorf("%s %s %s, version %q", one.Hash(), same.Hash(), other.Hash(), one.Version())
	}
}

func TestS7_9_CountriesWithALexicon(t *testing.T) {
	for country, want := range map[string]bool{"PL": true, "CZ": true, "ES": true, "GB": true, "FR": false, "": false} {
		if got := Builtin().Covers(country); got != want {
			t.Errorf("%q: covered %v", country, got)
		}
	}
}

// What a user gets wrong in an entry is refused with its reason, whatever the country; the others of the file stay.
func TestS2_1_LoadingRefusesInEveryFile(t *testing.T) {
	const sound = "[[group]]\nsource = \"known\"\ndate = \"2026-11-28\"\ncategory = \"rent\"\nentries = [{id = \"ok\", words = [\"%s\"]}]\n"
	for _, x := range []struct{ name, file, words, text, reason string }{
		{"cs unknown category of money in", "cs.toml", "nájem", `{id = "x", words = ["abc"], in = "wage", out = "rent"}`, "not in the list"},
		{"es a day that is none", "es.toml", "alquiler", `{id = "x", words = ["abc"], date = "2026-02-30"}`, "no date"},
		{"en an empty source", "en.toml", "rent", `{id = "x", words = ["abc"], source = ""}`, "no source"},
		{"pl one id in capitals twice", "pl.toml", "czynsz", `{id = "ok", domains = ["czynsz.pl"]}`, "twice"},
		{"es an open bracket in a reference", "es.toml", "alquiler", `{id = "x", refs = ['exp[0-9']}`, "no expression"},
		{"cs money out that is called income", "cs.toml", "nájem", `{id = "x", words = ["abc"], category = "salary", sign = "out"}`, "other direction"},
	} {
		text := strings.Replace(sound, "%s", x.words, 1) + "[[group]]\nsource = \"known\"\ndate = \"2026-11-28\"\ncategory = \"rent\"\nentries = [" + x.text + "]\n"
		if x.reason == "no source" { // of neither the entry nor its group
			text = strings.Replace(sound, "%s", x.words, 1) + "[[group]]\ndate = \"2026-11-28\"\ncategory = \"rent\"\nentries = [" + x.text + "]\n"
		}
		s, problems := New(File{Name: x.file, Data: []byte(text)})
		if len(problems) != 1 || problems[0].File != x.file || !strings.Contains(problems[0].Reason, x.reason) {
			t.Errorf("%s: problems %v, want one about %q", x.name, problems, x.reason)
		}
		if _, ok := s.Entry("ok"); !ok || len(s.Entries()) != 1 {
			t.Errorf("%s: %d entries are left", x.name, len(s.Entries()))
		}
	}
	one := lexicon("PL", "[[group]]\ncategory = \"rent\"\nentries = [{id = \"same\", words = [\"czynsz\"]}]")
	two := lexicon("CZ", "[[group]]\ncategory = \"rent\"\nentries = [{id = \"same\", words = [\"najem\"]}]")
	if _, problems := New(one, two); len(problems) != 1 || !strings.Contains(problems[0].Reason, "twice") {
		t.Errorf("an id in two files: %v", problems)
	}
}

// A firm is found by its legal name, its brand and its domain, in its country.
func TestS2_2_FirmsByNameBrandAndDomain(t *testing.T) {
	for _, x := range []struct {
		country string
		kind    Kind
		said    []string
	}{
		{"PL", Lender, []string{"PROVIDENT POLSKA S.A.", "provident", "www.provident.pl/umowa"}},
		{"PL", Lender, []string{"VIVUS FINANCE SP. Z O.O.", "Vivus", "vivus.pl"}},
		{"PL", Operator, []string{"STS S.A.", "sts.pl"}},
		{"PL", Collector, []string{"ULTIMO S.A.", "KRUK S.A."}},
		{"CZ", Lender, []string{"HOME CREDIT A.S.", "Home Credit", "homecredit.cz"}},
		{"CZ", Operator, []string{"TIPSPORT.NET A.S.", "Tipsport", "tipsport.cz"}},
		{"CZ", Collector, []string{"EOS KSI ČESKÁ REPUBLIKA S.R.O.", "EOS KSI"}},
		{"ES", Lender, []string{"COFIDIS S.A. SUCURSAL EN ESPAÑA", "Cofidis", "cofidis.es"}},
		{"ES", Operator, []string{"CODERE ONLINE S.A.", "codere.es"}},
		{"ES", Collector, []string{"INTRUM SERVICING SPAIN SA", "Intrum"}},
		{"GB", Operator, []string{"HILLSIDE (UK SPORTS) ENC BET365", "bet365.com"}},
		{"GB", Collector, []string{"LOWELL PORTFOLIO I LTD", "Lowell Financial"}},
	} {
		for _, said := range x.said {
			texts := Texts{Party: said}
			if strings.Contains(said, ".") && strings.ToLower(said) == said {
				texts = Texts{Title: said}
			}
			hits := Builtin().MatchRow(texts, Row{Sign: SignOut, Country: x.country})
			ok := false
			for _, h := range hits {
				ok = ok || h.Entry.Kind == x.kind
			}
			if !ok {
				t.Errorf("%s on %s: %v, want a %s", said, x.country, ids(hits), x.kind)
			}
		}
	}
}

// Statement 2.8: all that is wrong with a user's file is said at once, each with its line.
func TestS2_8_AllMistakesOfAFileAreSaid(t *testing.T) {
	file := "[[group]]\ncategory = \"gamblingg\"\nsign     = \"out\"\nentries  = [\n  { id = \"my.a\", names = [\"lidl warszawa\"] },\n  { id = \"my.a\", names = [\"alfa warszawa\"], source = \"known\", date = \"2026-11-28\", confidence = \"sure\" },\n]\n"
	_, problems := Load([]byte(file))
	want := []string{
		"lexicon.toml, line 5: entry my.a: has no source: name the page or register that was read, or write known",
		"lexicon.toml, line 5: entry my.a: has no date of its source: write date = \"2026-11-28\"",
		"lexicon.toml, line 5: entry my.a: category \"gamblingg\" is not in the list",
		"lexicon.toml, line 6: entry my.a: confidence \"sure\" is not low, medium or high",
		"lexicon.toml, line 6: entry my.a: category \"gamblingg\" is not in the list",
		"lexicon.toml, line 6: entry my.a: stands twice, also in lexicon.toml",
	}
	var got []string
	for _, p := range problems {
		got = append(got, p.Error())
	}
	if !slices.Equal(got, want) {
		t.Errorf("%s", strings.Join(got, "\n"))
	}
}
