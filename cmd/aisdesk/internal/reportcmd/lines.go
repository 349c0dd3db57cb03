package reportcmd

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/report"
	"aisdesk/aisclient/text"
	"aisdesk/aisclient/verify"
	"aisdesk/cmd/aisdesk/internal/cli"
)

// checkLine is a check of a report as a line of CSV, under the names of the JSON. Its rows and what was not counted stand in the JSON.
type checkLine struct {
	Kind     string             `json:"kind"`
	Claim    string             `json:"claim"`
	Outcome  string             `json:"outcome"`
	Codes    []string           `json:"codes"`
	Reason   string             `json:"reason"`
	Window   report.Span        `json:"window,omitzero"`
	Currency aisclient.Currency `json:"currency,omitempty"`
	Proven   *aisclient.Amount  `json:"proven,omitempty"`
	Possible *aisclient.Amount  `json:"possible,omitempty"`
	Count    int                `json:"count"`
	Filter   string             `json:"filter,omitempty"`
	Ask      []string           `json:"ask,omitempty"`
}

// printChecks prints the checks of a report as a table, or as lines of CSV.
func (prog commands) printChecks(ctx context.Context, d *report.Document, o *outputFlags) error {
	lines := []checkLine{}
	for _, c := range d.Checks {
		lines = append(lines, checkLine{c.Kind, c.Claim, c.Outcome, c.Codes, c.Reason, c.Window, c.Currency, c.Proven, c.Possible, c.Count, c.Filter, c.Ask})
	}
	return prog.Print(ctx, &o.Output, cli.Document{Value: lines, Table: func(w io.Writer) error { return tableOf(w, d) }})
}

func tableOf(w io.Writer, d *report.Document) error {
	amount := func(a *aisclient.Amount) string {
		if a == nil {
			return ""
		}
		return a.String()
	}
	whole := cli.Width(w) == 0 // no terminal
	cols := cli.Columns{{Head: "OUTCOME", Whole: true}, {Head: "CLAIM", Whole: whole}, {Head: "PROVEN", Numeric: true, Spare: 3}, {Head: "POSSIBLE", Numeric: true, Spare: 2}, {Head: "CUR", Whole: true, Spare: 4},
		{Head: "ROWS", Numeric: true, Spare: 1}, {Head: "REASON", Whole: whole, Spare: 5}}
	var lines [][]string
	for _, c := range d.Checks {
		lines = append(lines, []string{c.Outcome, strings.TrimSpace(c.Kind + " " + text.Clean(c.Claim).String()), amount(c.Proven), amount(c.Possible), string(c.Currency), strconv.Itoa(c.Count),
			text.Clean(c.Reason).String()})
	}
	if len(lines) > 0 {
		if err := cli.PrintAligned(w, cols, lines); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(w, "verdict: %s\n", d.Verdict)
	return err
}

// importLine is the report of an import, or of a case, as a line of a table or of CSV.
type importLine struct {
	Import        string   `json:"import"` // ids, of a case several
	Case          string   `json:"case,omitempty"`
	Banks         []string `json:"banks,omitempty"`
	Person        []string `json:"person,omitempty"`
	Verdict       string   `json:"verdict,omitempty"`
	VerdictOfCase bool     `json:"verdictOfCase,omitempty"`
	Confirmed     int      `json:"confirmed"` // checks
	Refuted       int      `json:"refuted"`
	Inconclusive  int      `json:"inconclusive"`
	Error         string   `json:"error,omitempty"` // of an import that has no report
}

// importLines takes the lines of JSON of --all, one a Write, and keeps what a table and CSV have of them.
type importLines struct{ all []importLine }

func (l *importLines) Write(b []byte) (int, error) {
	var d struct {
		report.Document
		Failed string `json:"error"`
	}
	if err := json.Unmarshal(b, &d); err != nil {
		return 0, err
	}
	line := importLine{Banks: d.Banks, Person: d.Person, Verdict: d.Verdict, VerdictOfCase: d.OfCase, Error: d.Failed}
	var ids []string
	for _, i := range d.Imports {
		if i.ID != "" { // a statement file of a case has none
			ids = append(ids, i.ID)
		}
	}
	if line.Import = strings.Join(ids, ", "); len(ids) == 0 {
		line.Import = d.ID // of a failure
	}
	if d.Case != nil {
		line.Case = d.Case.ID
	}
	for _, c := range d.Checks {
		switch c.Outcome {
		case string(verify.Confirmed):
			line.Confirmed++
		case string(verify.Refuted):
			line.Refuted++
		default:
			line.Inconclusive++
		}
	}
	l.all = append(l.all, line)
	return len(b), nil
}

// print prints the lines as a table or as CSV.
func (l *importLines) print(ctx context.Context, prog commands, o *outputFlags) error {
	return prog.Print(ctx, &o.Output, cli.Document{Value: slices.Clip(l.all), Table: func(w io.Writer) error {
		cols := cli.Columns{{Head: "IMPORT", Whole: true}, {Head: "VERDICT", Whole: true}, {Head: "CONFIRMED", Numeric: true, Spare: 4}, {Head: "REFUTED", Numeric: true, Spare: 5}, {Head: "INCONCLUSIVE", Numeric: true, Spare: 3},
			{Head: "PERSON", Whole: cli.Width(w) == 0, Spare: 6}, {Head: "BANK", Whole: cli.Width(w) == 0, Spare: 2}, {Head: "CASE", Spare: 1}}
		var lines [][]string
		for _, x := range l.all {
			verdict := x.Verdict
			if x.Error != "" {
				verdict = "error: " + text.Clean(x.Error).String()
			}
			lines = append(lines, []string{x.Import, verdict, strconv.Itoa(x.Confirmed), strconv.Itoa(x.Refuted), strconv.Itoa(x.Inconclusive), text.Clean(strings.Join(x.Person, ", ")).String(),
				text.Clean(strings.Join(x.Banks, ", ")).String(), x.Case})
		}
		return cli.PrintAligned(w, cols, lines)
	}})
}
