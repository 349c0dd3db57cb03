// Package findings shows what stands out in an import's rows: a line a finding, with the way to the rows
// behind it.
package findings

import (
	"context"
	"errors"
	"time"

	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/text"
	"aisdesk/tui/cell"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/format"
	"aisdesk/tui/pane/page"
	"aisdesk/tui/theme"
)

// Limit is how long findings may take before they are given up; a million rows take about three seconds of one processor.
const Limit = time.Minute

// Of finds what stands out in all rows, what asks most for a reviewer's eye first. It can take long: call it off the
// UI loop. Panes that ask the same cache wait for one answer, and questions of the user go first. An error means that
// nothing is known, not that nothing stands out: NotFound says it. Do not change the findings.
func Of(ctx context.Context, c *insight.Cache) ([]insight.Finding, error) {
	all, err := c.Findings(ledger.Background(ctx))
	if err != nil {
		return nil, err
	}
	return insight.Distinct(all), nil
}

// NotFound says in the place of findings that they are not known.
func NotFound(err error) string {
	if _, limit := errors.AsType[*pane.LimitError](err); limit {
		return "findings are not available: the search " + err.Error() + "; open the import again"
	}
	return "findings are not available: " + err.Error()
}

// Open is the message that shows the rows behind a finding; false where it has none.
func Open(f *insight.Finding, from string) (pane.OpenRows, bool) {
	m := pane.OpenRows{Filter: f.Filter, What: string(f.Topic), From: from}
	if m.Filter == "" {
		m.Rows = f.Rows
	}
	return m, m.Filter != "" || len(m.Rows) > 0
}

// topicWidth is the cells of the topic's column, withTopic the narrowest line that has it; in narrower ones the topic stands
// before the sentence.
const (
	topicWidth = 16
	withTopic  = 60
)

// Line draws a finding: how much it matters, its topic and its sentence. An item that is not nil makes the
// line one that can be chosen.
func Line(env *pane.Env, f *insight.Finding, item any) page.Line {
	in, beside := line(env, f, item, labelled(env, f)), line(env, f, item, sentence(env, f), topic(f))
	return page.Line{Item: item, Draw: func(w int, row theme.Row) string {
		if w < withTopic {
			return in.Draw(w, row)
		}
		return beside.Draw(w, row)
	}}
}

// labelled is the sentence with its topic before it, for lines without a column for topics.
func labelled(env *pane.Env, f *insight.Finding) string {
	if env.Masked {
		return sentence(env, f) // which is the topic
	}
	return string(f.Topic) + ": " + sentence(env, f)
}

// topic is the column of a topic.
func topic(f *insight.Finding) page.Piece { return page.Piece{Text: string(f.Topic), W: topicWidth} }

// line is the sign of a finding's level, then more columns in its colour, then what is said.
func line(env *pane.Env, f *insight.Finding, item any, said string, more ...page.Piece) page.Line {
	sign, role := " ", theme.Dim
	t := env.Theme
	switch f.Level {
	case insight.Note:
		sign, role = t.Glyphs().Bullet, theme.Accent
	case insight.Warn:
		sign, role = t.Glyphs().Warn, theme.Warn
	}
	pieces := append([]page.Piece{{Text: sign, W: 1}}, more...)
	for i := range pieces {
		pieces[i].Role = role
	}
	return page.Row(t, item, append(pieces, page.Piece{Text: said, Role: theme.Plain, Words: true})...)
}

// Whole draws a finding with all of its sentence, on as many lines of w cells as that takes; the first one can be
// chosen if item is not nil.
func Whole(env *pane.Env, f *insight.Finding, item any, w int) []page.Line {
	indent, said := 5, labelled(env, f)
	var more []page.Piece
	if w >= withTopic {
		indent, said, more = indent+topicWidth+2, sentence(env, f), []page.Piece{topic(f)}
	}
	lines := cell.Wrap(said, max(w-indent, 16))
	out := []page.Line{line(env, f, item, lines[0], more...)}
	if item == nil {
		out[0] = page.Indented(out[0])
	}
	for _, rest := range lines[1:] {
		l := page.Text(cell.Spaces(indent) + env.Theme.Paint(theme.Plain, rest))
		l.Part = item != nil
		out = append(out, l)
	}
	return out
}

// sentence is what the finding says; masked it says nothing, for it names people and amounts.
func sentence(env *pane.Env, f *insight.Finding) string {
	if env.Masked {
		return string(f.Topic) + " (masked)"
	}
	return format.From(env).Sentence(text.Clean(f.Sentence).String())
}

// Wrapped is the sentence in lines of w cells, for the finding that is chosen.
func Wrapped(env *pane.Env, f *insight.Finding, w int) []string {
	return cell.Wrap(sentence(env, f), w)
}
