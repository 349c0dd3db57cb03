package transactions

import (
	"context"
	"errors"
	"slices"
	"testing"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/casefile"
	"aisdesk/tui/pane"
	"aisdesk/tui/robot/sample"
)

// recorder takes down what is done with rows.
type recorder struct {
	pane.Cases
	rows []int32
	acts []casefile.Act
	err  error
}

func (c *recorder) ActOn(_ context.Context, d app.Dataset, rows []int32, make func([]casefile.Row, []string) casefile.Act) (app.Dataset, error) {
	var named []casefile.Row
	for _, r := range rows {
		named = append(named, casefile.Row{Import: d.ID, Number: r})
	}
	c.rows, c.acts = rows, append(c.acts, make(named, []string{"other_in"}))
	return d, c.err
}

// A row, or the marked ones, is left out, relabelled or noted, each with words; what the case refuses is said.
func TestActsOnRowsAskWhy(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.Press("x")
		if m, _ := find[pane.Notice](d); m.Text != "there are no cases here" {
			t.Errorf("%+v", m)
		}
		c := &recorder{}
		d.env.Cases = c
		d.Send(pane.Loaded{Dataset: categorised(t, sample.Customer())})
		first := d.p.grid.ID()
		d.Press("x").Sees("leave 1 row out, because").Press("enter").Sees("say why")
		d.Type("a gift").Press("enter").SeesNot("because")
		if got, ok := c.acts[0].(casefile.Exclude); !ok || got.Reason != "a gift" || got.Rows[0] != (casefile.Row{Import: "one", Number: first}) {
			t.Errorf("%+v", c.acts)
		}
		if _, ok := find[pane.Acted](d); !ok {
			t.Error("the root does not show it")
		}
		d.Press(" ", "down", " ", "R").Sees("category of 2 rows").Press("ctrl+u").Type("wages").Press("enter").Sees("no such category")
		d.Press("ctrl+u").Type("salary").Press("enter").Sees("because").Type("says the contract").Press("enter")
		if got, ok := c.acts[1].(casefile.Relabel); !ok || got.Category != "salary" || got.Reason != "says the contract" || len(c.rows) != 2 || !slices.IsSorted(c.rows) {
			t.Errorf("%+v", c.acts[1])
		}
		c.err = errors.New("the case has changed")
		d.Press("a").Sees("note").Type("ask again").Press("enter")
		if m, _ := find[pane.Notice](d); m.Level != pane.Bad || m.Text != "the case has changed" {
			t.Errorf("%+v", m)
		}
		if got, ok := c.acts[2].(casefile.Note); !ok || got.Text != "ask again" || len(got.Rows) != 2 {
			t.Errorf("%+v", c.acts[2])
		}
	})
}
