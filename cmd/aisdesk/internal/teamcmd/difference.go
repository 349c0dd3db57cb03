package teamcmd

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/lexicon"
	"aisdesk/aisclient/portfolio"
	"aisdesk/aisclient/rules"
	"aisdesk/aisclient/team"
	"aisdesk/aisclient/text"
	"aisdesk/cmd/aisdesk/internal/cli"
)

// showProposal prints a proposal with what it changes: against what is in force now while it waits, else against what was in
// force when it was made. tried also says which outcomes of saved claims change.
func (prog commands) showProposal(ctx context.Context, a *app.App, number int64, tried bool) (*team.Proposal, error) {
	j, err := prog.judgement(ctx, a)
	if err != nil {
		return nil, err
	}
	p, err := j.Proposal(number)
	if err != nil {
		return nil, err
	}
	fmt.Fprintln(prog.Out, lineOf(listed(*p)))
	before := p.Before
	if p.Review == nil {
		before = j.InForce(p.Subject)
	}
	if !tried || p.Review != nil {
		return p, prog.printDifference(before, *p.Entry)
	}
	return p, prog.showChange(ctx, a, before, *p.Entry)
}

// showChange prints what an entry changes: the lines, and for a lexicon the outcomes of saved claims.
func (prog commands) showChange(ctx context.Context, a *app.App, before *team.Accepted, e team.Entry) error {
	if err := prog.printDifference(before, e); err != nil || e.Subject != team.LexiconSubject {
		return err
	}
	now, _ := a.Lexicon()
	other, problems := lexicon.Load([]byte(e.Content))
	for _, p := range problems {
		fmt.Fprintf(prog.Err, "warning: %s: this version of the program leaves the entry out\n", text.Clean(p.Error()))
	}
	ids, err := a.Portfolio.IDs(ctx, portfolio.Selection{Cases: true})
	if err != nil {
		return err
	}
	run := prog.NewRun("imports", len(ids))
	b, err := a.Portfolio.Backtest(ctx, ids, portfolio.Request{}, portfolio.Judgement{Rules: rules.Builtin(), Lexicon: now},
		portfolio.Judgement{Rules: rules.Builtin(), Lexicon: other}, run.Tell)
	run.Close()
	if err != nil {
		return err
	}
	return prog.printOutcomes(b)
}

// outcomesShown is how many changed outcomes are listed.
const outcomesShown = 20

func (prog commands) printOutcomes(b *portfolio.Backtest) error {
	l := &cli.Printer{W: prog.Out}
	if b.Checks == 0 {
		l.Line("No claims are saved with the imports and cases of this machine: whether outcomes change was not tried.")
		return l.Err
	}
	l.Line("Of %s saved with the %s here %s.", english.Plural(b.Checks, "claim", "claims"), b.Asked(), english.Plural(len(b.Changes), "changes", "change"))
	for i, c := range b.Changes {
		if i == outcomesShown {
			l.Line("  and %d more: \"aisdesk backtest builtin --lexicon FILE\" lists all", len(b.Changes)-i)
			break
		}
		l.Line("  %s  %s: %s becomes %s", c.ID(), text.Clean(c.Claim), c.Before.Outcome, c.After.Outcome)
	}
	if b.Failed > 0 {
		l.Line("Attention: %d of them could not be read, and may change, too.", b.Failed)
	}
	return l.Err
}

func (prog commands) printDifference(before *team.Accepted, e team.Entry) error {
	was := ""
	if before != nil {
		was = before.Content
	}
	l := &cli.Printer{W: prog.Out}
	lines := difference(linesOf(was), linesOf(e.Content))
	if len(lines) == 0 {
		l.Line("No line changes.")
	}
	for _, line := range lines {
		l.Line("  %s", text.Clean(line))
	}
	return l.Err
}

// linesOf are the lines of a file, without spaces at their ends.
func linesOf(s string) []string {
	var lines []string
	for line := range strings.Lines(s) {
		lines = append(lines, strings.TrimRight(line, " \t\r\n"))
	}
	return lines
}

// mostCompared bounds the work of a comparison: behind it all lines count as changed.
const mostCompared = 4_000_000

// difference lists the lines that go (- ) and come (+ ), in order.
func difference(before, after []string) (out []string) {
	start := 0
	for start < min(len(before), len(after)) && before[start] == after[start] {
		start++
	}
	end := 0
	for end < min(len(before), len(after))-start && before[len(before)-1-end] == after[len(after)-1-end] {
		end++
	}
	a, b := before[start:len(before)-end], after[start:len(after)-end]
	if len(a)*len(b) > mostCompared {
		return append(marked("- ", a), marked("+ ", b)...)
	}
	// length[i][j] is how many lines a[i:] and b[j:] have in common, in order.
	length := make([][]int32, len(a)+1)
	for i := range length {
		length[i] = make([]int32, len(b)+1)
	}
	for i, line := range slices.Backward(a) {
		for j := range slices.Backward(b) {
			if length[i][j] = max(length[i+1][j], length[i][j+1]); line == b[j] {
				length[i][j] = length[i+1][j+1] + 1
			}
		}
	}
	for i, j := 0, 0; i < len(a) || j < len(b); {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			i, j = i+1, j+1
		case j == len(b) || i < len(a) && length[i+1][j] >= length[i][j+1]:
			out, i = append(out, "- "+a[i]), i+1
		default:
			out, j = append(out, "+ "+b[j]), j+1
		}
	}
	return out
}

func marked(mark string, lines []string) []string {
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = mark + l
	}
	return out
}
