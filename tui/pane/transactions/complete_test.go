package transactions

import (
	"testing"

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

// What finds nothing says which word, and what is near; under the mask nothing of the rows.
func TestWhatFindsNothingSaysWhatIsNear(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.Press("/").Type("wynagrodzenei").Press("enter").Sees("nothing has wynagrodzenei, but there is Wynagrodzenie")
		d.env.Masked = true
		d.Press("/").Type("x").Press("enter").Sees("no transaction matches the filter").SeesNot("but there is").SeesNot("wynagrodzenei")
	})
}
