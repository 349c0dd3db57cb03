package insight

import (
	"strings"
	"testing"

	"aisdesk/aisclient/category"
	"aisdesk/aisclient/insight/categorize"
	"aisdesk/aisclient/ledger"
)

// Casefile statement 20: what stands out because of what people did with rows says so, and what it would be without that.
func TestFindingsSayWhatActsOfPeopleMadeOfThem(t *testing.T) {
	l := resultOf(t, wageAndTrouble()).Ledger
	var excluded ledger.RowSet
	given := map[int32]categorize.Given{}
	for row := range int32(l.Len()) {
		switch party := l.Party(row).String(); {
		case strings.HasPrefix(party, "Komornik"):
			excluded.Add(row)
		case strings.HasPrefix(party, "Apteka"):
			given[row] = categorize.Given{Category: category.Gambling, Stage: categorize.Person}
		case strings.HasPrefix(party, "Fundacja"):
			given[row] = categorize.Given{Category: category.DebtCollection, Stage: categorize.Person}
		}
	}
	of := func(l *ledger.Ledger, o Options) map[Topic]Finding {
		o.Today = today
		a, err := Analyse(t.Context(), l, o)
		if err != nil {
			t.Fatal(err)
		}
		all, err := a.Findings(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		by := map[Topic]Finding{}
		for _, f := range all {
			by[f.Topic] = f
		}
		return by
	}
	for topic, f := range of(l, Options{}) {
		if f.ByActs != "" || f.FiguresWithoutActs != nil {
			t.Errorf("%s without acts: %+v", topic, f)
		}
	}
	by := of(l.WithExcluded(&excluded), Options{Given: given, Without: NewCache(l, Options{Today: today})})
	if f := by[Bailiff]; f.ByActs != goneByActs || f.Level != Note || len(f.Figures) != 0 || len(f.FiguresWithoutActs) != 1 || f.FiguresWithoutActs[0].Amount.String() != "-900.00" ||
		!strings.HasPrefix(f.Sentence, "Only without the acts of people: 3 payments to a bailiff") {
		t.Errorf("gone: %+v", f)
	}
	if f := by[Gambling]; f.ByActs != changedByActs || f.Figures[0].Amount.String() != "-1700.00" || f.FiguresWithoutActs[0].Amount.String() != "-900.00" ||
		!strings.Contains(f.Sentence, "1700.00 PLN") || !strings.Contains(f.Sentence, " Without the acts of people: 1 payment with betting and games of chance: 900.00 PLN") {
		t.Errorf("changed: %+v", f)
	}
	if f := by[Collection]; f.ByActs != madeByActs || len(f.Figures) != 1 || f.FiguresWithoutActs != nil || !strings.HasSuffix(f.Sentence, ". Without the acts of people there is no such finding.") {
		t.Errorf("made: %+v", f)
	}
	if f := by[RecurringPays]; f.ByActs != "" {
		t.Errorf("a payment that nobody touched: %+v", f)
	}
}
