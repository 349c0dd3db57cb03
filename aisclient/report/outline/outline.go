// Package outline orders a report's document into sections of facts, tables and charts. Every rendering draws the same
// outline, so that none says more or less than another.
package outline

import (
	"aisdesk/aisclient"
	"aisdesk/aisclient/report"
)

// Outline is a document as it is read from the first line to the last.
type Outline struct {
	Title    string // "Verification of 2026-11-28: confirmed"
	Badge    string // SANDBOX, TEST, FILE; empty for live data
	Verdict  string // confirmed, refuted, inconclusive
	About    string // what the verdict is, in a sentence
	ID       string
	Digest   string // SHA-256 of the JSON
	JSON     []byte // of the document, for the forms that carry it
	Sections []Section
}

// Section is a part under a heading. The first one is the front page.
type Section struct {
	Title  string
	Blocks []Block
}

// Block is one of Facts, Outcomes, Table, Paragraph, List, Heading, Bars and Lines.
type Block interface{ block() }

// Facts are names with their values.
type Facts []Fact

// Fact is one of Facts. Of an empty value nothing is shown.
type Fact struct{ Name, Value string }

// Outcomes are the claims with what came out, one a line.
type Outcomes []Outcome

// Outcome is a claim, what came out, and the figure in a few words.
type Outcome struct{ Claim, Outcome, Figure string }

// Table is rows under heads.
type Table struct {
	Caption string
	Columns []Column
	Rows    [][]string
	// Most is how many rows a short rendering shows; 0 is all. More are rows beyond Rows, which are only counted.
	Most, More int
	// Marked are rows to be read as sums.
	Marked map[int]bool
}

// Column is a column of a table.
type Column struct {
	Title string
	Right bool // amounts stand right
	Width int  // its share of the width
}

// Paragraph is text.
type Paragraph string

// List is lines with bullets.
type List []string

// Heading is a heading inside a section; Mark is an outcome beside it.
type Heading struct{ Text, Mark string }

// Bars are sums by month.
type Bars struct {
	Caption string
	Labels  []string
	Series  []Series
	Open    bool // the last one is not over
}

// Series is one figure of Bars.
type Series struct {
	Name   string
	Values []aisclient.Amount
}

// Lines are balances over time.
type Lines struct {
	Caption string
	Lines   []Line
}

// Line is the balance of one account.
type Line struct {
	Name   string
	Points []report.Point
}

func (Facts) block()     {}
func (Outcomes) block()  {}
func (*Table) block()    {}
func (Paragraph) block() {}
func (List) block()      {}
func (Heading) block()   {}
func (*Bars) block()     {}
func (*Lines) block()    {}

// Of orders a document. The error is that of a document that cannot be written as JSON.
func Of(d *report.Document) (*Outline, error) {
	raw, err := d.JSON()
	if err != nil {
		return nil, err
	}
	digest := report.SHA256(raw)
	o := &Outline{JSON: raw, Title: "Verification of " + d.Made.String() + ": " + d.Verdict, Badge: string(d.Badge), Verdict: d.Verdict,
		About: about(d), ID: d.ID, Digest: digest}
	first := front(d)
	first.Blocks = append(first.Blocks, Facts{{"Report", d.ID}, {"Level", string(d.Level) + ": it shows " + d.Level.Shows()}, {"SHA-256 of its JSON", digest},
		{"To check it", "run \"aisdesk check\" on a report in PDF or HTML; one in another form needs its JSON file beside it"}})
	o.Sections = append(o.Sections, first)
	for _, part := range []func(*report.Document) Section{charts, income, obligations, checks, providers, aggregated, findings, data, acts, sources, review} {
		if s := part(d); len(s.Blocks) > 0 {
			o.Sections = append(o.Sections, s)
		}
	}
	o.clean()
	return o, nil
}

// about says what the verdict is and is not.
func about(d *report.Document) string {
	if len(d.Checks) == 0 {
		return "Nothing was claimed, so nothing is confirmed or refuted. This is what the data shows."
	}
	said := map[string]string{
		"confirmed":    "The data confirms every claim.",
		"refuted":      "The data refutes at least one claim.",
		"inconclusive": "At least one claim could not be decided; the report says what to ask.",
	}[d.Verdict]
	if d.OfCase {
		said += " The claims were checked on all imports of the case together; the figures below are of this import alone."
	}
	return said + " It is the program's advice; the decision is a person's."
}
