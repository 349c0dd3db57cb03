package ledger_test

import (
	"slices"
	"strings"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/filter"
	"aisdesk/aisclient/text"
)

// A line that finds nothing says which term found nothing and what is near it.
func TestWhyNothingIsFound(t *testing.T) {
	row := func(day int, amount aisclient.Amount, title, party string, labels ...string) aisclient.Transaction {
		x := aisclient.Transaction{BookedOn: aisclient.DateOf(2026, 3, day), Amount: amount, Title: text.Clean(title), Party: text.Clean(party), Status: text.Clean("DONE")}
		for _, l := range labels {
			x.Labels = append(x.Labels, text.Clean(l))
		}
		return x
	}
	l, err := ledger.FromImport(&aisclient.Import{Targets: []aisclient.Target{{Accounts: []aisclient.Account{{Name: text.Clean("Konto"), Currency: "PLN",
		Transactions: []aisclient.Transaction{row(3, -120000, "ZAKUPY ŻABKA", "Żabka Polska", "grocery"), row(9, 50000000, "Wynagrodzenie", "Acme", "salary"),
			row(10, -420000, "LIDL 1234  GDAŃSK", "")}}}}}})
	if err != nil {
		t.Fatal(err)
	}
	for line, want := range map[string]struct {
		terms         []string
		near          []string
		period, apart bool
	}{
		"zakba":              {terms: []string{"zakba"}, near: []string{"Żabka"}},
		"zabka wynagrdzenie": {terms: []string{"wynagrdzenie"}, near: []string{"Wynagrodzenie"}},
		"label:salry":        {terms: []string{"label:salry"}, near: []string{"salary"}},
		"zabka acme":         {apart: true},
		"amt:>9000":          {terms: []string{"amt:>=9000.0001"}},
		"label:groceries":    {terms: []string{"label:groceries"}, near: []string{"grocery"}},
		"cur:EUR zabka":      {terms: []string{"cur:EUR"}},
		"party:lidel":        {terms: []string{"party:lidel"}, near: []string{"LIDL"}},
	} {
		f, err := filter.Parse(line, 0)
		if err != nil {
			t.Fatal(err)
		}
		got, err := l.WhyNone(t.Context(), ledger.Query{Filter: f})
		if err != nil {
			t.Fatal(err)
		}
		var terms, near []string
		for _, x := range got.Terms {
			terms, near = append(terms, x.Term), append(near, x.Near...)
		}
		if !slices.Equal(terms, want.terms) || !slices.Equal(near, want.near) || got.Period != want.period || got.Apart != want.apart {
			t.Errorf("%q: %+v", line, got)
		}
	}
	f, _ := filter.Parse("zabka", 0)
	if got, err := l.WhyNone(t.Context(), ledger.Query{Filter: f, Period: ledger.Month(aisclient.DateOf(2026, 4, 1))}); err != nil || !got.Period || len(got.Terms) > 0 {
		t.Errorf("%+v %v", got, err)
	}
}

// A word that is a day or an amount, and a category in another language, are answered by what to write.
func TestWhatWasMeant(t *testing.T) {
	l, err := ledger.FromImport(&aisclient.Import{})
	if err != nil {
		t.Fatal(err)
	}
	for line, want := range map[string]string{
		"28.11.2026": "date:28.11.2026 looks for that", "500,00": "abs:500,00 looks for that", "cat:spożywcze": "cat:spożywcze is no category",
		"cat:rent": "nothing has cat:rent", "12345": "abs:12345 looks for that", "1234567890": "nothing has 1234567890",
		"czynsz,prad": "czynsz|prad looks for that", "party:lidl,zabka": "party:lidl|zabka looks for that", "lidl, zabka": "lidl|zabka looks for that",
		">1000": "abs:>1000 looks for that", "<-50": "amt:<-50 looks for that", "> 1000": "abs:>1000 looks for that", "1750": "abs:1750 looks for that",
		"1.05": "abs:1.05 looks for that", "2026": "date:2026 looks for that", "over 1000": "abs:>1000 looks for that", "100..200": "abs:100..200 looks for that",
		"last month": "date:last month looks for that", "90d": "date:90d looks for that", "last 90 days": "date:last 90 days looks for that",
		"Nov 2026": "date:Nov 2026 looks for that", "november": "date:november looks for that", "3 Oct 2026": "date:3 Oct 2026 looks for that",
		"between 100 and 200": "abs:100..200 looks for that", "between 100 AND 200": "abs:100..200 looks for that",
		"between 1.3.2026 and 1.5.2026": "date:1.3.2026..1.5.2026 looks for that", "cat:salry": "cat:salry is no category: did you mean cat:salary?", "0048-22": "nothing has 0048-22",
	} {
		f, err := filter.Parse(line, 0)
		if err != nil {
			t.Fatal(err)
		}
		why, err := l.WhyNone(t.Context(), ledger.Query{Filter: f})
		if said := why.Sentence(); err != nil || !strings.Contains(said, want) || want[0] == 'n' && strings.Contains(said, ";") {
			t.Errorf("%q: %q, %v", line, said, err)
		}
	}
}

// A counterparty is found by what its column shows, a word in another field is pointed to, and runs of blanks count as one
// however the word is asked for.
func TestWhatAColumnShowsIsFound(t *testing.T) {
	row := aisclient.Transaction{BookedOn: aisclient.DateOf(2026, 3, 1), Amount: -420000, Title: text.Clean("LIDL  GDAŃSK   1234"), Kind: text.Clean("ZAKUP  KARTĄ")}
	l, err := ledger.FromImport(&aisclient.Import{Targets: []aisclient.Target{{Accounts: []aisclient.Account{{Currency: "PLN", Transactions: []aisclient.Transaction{row}}}}}})
	if err != nil {
		t.Fatal(err)
	}
	for line, want := range map[string]string{
		"party:lidl": "", `party:"LIDL GDAŃSK"`: "", `"lidl gdansk"`: "", `title:="LIDL GDAŃSK 1234"`: "", "/LIDL GDAŃSK/": "", "/lidl  gdansk/": "",
		`kind:="ZAKUP KARTĄ"`: "", `-"lidl gdansk"`: " ", "kind:lidl": "nothing has kind:lidl; lidl by itself finds 1 row",
		"party:1234": "nothing has party:1234; 1234 by itself finds 1 row", `party:=""`: "", `party:="LIDL GDAŃSK"`: "",
	} {
		f, err := filter.Parse(line, 0)
		if err != nil {
			t.Fatal(err)
		}
		r, err := l.Run(t.Context(), ledger.Query{Filter: f})
		if err != nil || (r.Len() == 1) != (want == "") {
			t.Errorf("%q finds %d rows, %v", line, r.Len(), err)
		}
		if why, err := l.WhyNone(t.Context(), ledger.Query{Filter: f}); want > " " && (err != nil || why.Sentence() != want) {
			t.Errorf("%q: %q, %v", line, why.Sentence(), err)
		}
	}
}
