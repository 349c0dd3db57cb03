package transactions

import (
	"slices"
	"testing"

	"aisdesk/aisclient/ledger"
	"aisdesk/tui/pane"
	"aisdesk/tui/robot/sample"
)

func TestAFilterIsCompletedFromTheGrammarAndTheRows(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.Press("/").Type("ca").Sees("tab cat:").Press("tab").Sees("/ cat:").Press("esc", "esc")
		d.Press("/").Type("label:gam").Sees("tab gambling").Press("tab").Sees("/ label:gambling", "of 61 rows")
		d.Press("esc", "esc").Press("/").Type("is:").Press("tab").Sees("/ is:in ").Press("tab").Sees("/ is:out ").Press("shift+tab").Sees("/ is:in ")
		d.Press("esc", "esc").Press("/").Type("cur:e").Press("tab").Sees("/ cur:EUR").Press("enter")
	})
}

func TestEarlierFiltersComeBack(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		for _, f := range []string{"zabka", "czynsz"} {
			d.Press("/").Type(f).Press("enter").Press("/").Press("ctrl+u").Press("enter")
		}
		d.Press("/").Press("ctrl+r").Sees("/ czynsz").Press("ctrl+r").Sees("/ zabka").Press("ctrl+r").Sees("/ czynsz")
	})
}

func TestTheGrammarIsAKeyAway(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.Press("/").Press("f1").Sees("amt:>100", "counterparty", "regular expression").Press("f1").Sees("Booked").SeesNot("regular expression")
	})
}

// In a small window the grammar scrolls to its last field, and its texts are wrapped, not cut.
func TestTheGrammarScrolls(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.p.SetSize(80, 20)
		d.Press("/").Type("zabka").Press("f1").Sees("zabka warszawa", "do not matter", "more").SeesNot("number of the account or card")
		d.Press("pgdown", "pgdown", "pgdown", "pgdown").Sees("number of the account or card").SeesNot("zabka warszawa")
		d.Press("pgup", "pgup", "pgup", "pgup", "down").SeesNot("zabka warszawa").Sees("czynsz najmu").Press("up").Sees("zabka warszawa")
	})
}

// By what the rows are sorted is said as the heads of the columns say it; without a second row no other is offered.
func TestTheOrderIsSaidInWords(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.Sees("sorted: newest first")
		d.p.grid.SetColumn(ledger.ColParty.String())
		d.Press("s").Sees("sorted: counterparty").SeesNot("sorted: party")
		row := func() bool {
			return slices.ContainsFunc(d.p.Actions(), func(a pane.Action) bool { return a.What == "other row" && !a.Off })
		}
		if d.Press("/").Type("zabka"); !row() {
			t.Error("no other row can be chosen")
		}
		if d.Type("qqqq"); row() {
			t.Error("where nothing is found another row is offered")
		}
	})
}

// What finds nothing says which word, and what is near; under the mask nothing of the rows.
func TestWhatFindsNothingSaysWhatIsNear(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.Press("/").Type("wynagrodzenei").Press("enter").Sees("nothing has wynagrodzenei, but there is Wynagrodzenie")
		d.env.Masked = true
		d.Press("/").Type("x").Press("enter").Sees("no transaction matches the filter").SeesNot("but there is").SeesNot("wynagrodzenei")
	})
}
