package verdict

import (
	"slices"
	"strings"

	"aisdesk/aisclient/verify"
	"aisdesk/tui/cell"
	"aisdesk/tui/theme"
)

// wide is from when on the claims and the verdict stand side by side; claimsWidth is the most that the claims get then,
// enough for an IBAN.
const (
	wide        = 104
	claimsWidth = 62
)

// block is lines of a panel, and on which of them its items begin. The head stays in sight.
type block struct {
	head  []string
	lines []string
	items []int
}

func (b *block) add(lines ...string) { b.lines = append(b.lines, lines...) }

// item adds the lines of the next item.
func (b *block) item(lines ...string) {
	b.items = append(b.items, len(b.lines))
	b.add(lines...)
}

// window cuts h lines out so that item at, -1 for none, is among them, and returns the first line.
func (b *block) window(top, at, h int) int {
	if at >= 0 && at < len(b.items) {
		from, to := b.items[at], len(b.lines)
		if at+1 < len(b.items) {
			to = b.items[at+1]
		}
		if at == 0 {
			from = 0
		}
		top = max(top, to-h)
		top = min(top, from)
		if b.items[at] >= top+h {
			top = b.items[at] - h + 1
		}
	}
	return max(min(top, len(b.lines)-h), 0)
}

// View is the claims and, beside or under it, the verdict.
func (p *Pane) View() string {
	h, last := p.h, []string(nil)
	if p.prompt != nil && h > 4 {
		last = p.promptLines()
		last = last[:min(len(last), h-3)]
		h -= len(last)
	}
	body := p.panels
	if p.preview != nil {
		body = p.previewPanel
	}
	return cell.Exact(append(body(h), last...), p.w, p.h)
}

func (p *drawing) panels(h int) []string {
	if p.w >= wide {
		left := min(p.w/2, claimsWidth)
		right := p.w - left - 1
		a, b := p.claimsBlock(left-4, h-2), p.verdictBlock(right-4)
		return cell.Beside(1, []int{left, right}, p.panel(0, a, left, h), p.panel(1, b, right, h))
	}
	a, b := p.claimsBlock(p.w-4, 0), p.verdictBlock(p.w-4)
	above := p.split(len(a.lines)+2, len(b.head)+len(b.lines)+2, h)
	var out []string
	if above > 0 {
		out = p.panel(0, a, p.w, above)
	}
	if above < h {
		out = append(out, p.panel(1, b, p.w, h-above)...)
	}
	return out
}

// split is how many of h lines the claims get. Where both do not fit, the one with the cursor gets more.
func (p *drawing) split(claims, verdict, h int) int {
	onSheet := p.chosen().part == onClaim
	switch {
	case h < 10 && onSheet:
		return h
	case h < 10:
		return 0
	case claims+verdict <= h:
		return claims
	case onSheet && len(p.checks()) == 0:
		return min(claims, h-min(verdict, h*2/5))
	case onSheet:
		return min(claims, h-min(verdict, h/2))
	}
	return h - min(verdict, h-min(claims, fewClaims))
}

// fewClaims is how many lines the claims keep while the verdict is read and both do not fit.
const fewClaims = 5

// panel draws a block in its box, scrolled to the cursor.
func (p *drawing) panel(n int, b block, w, h int) []string {
	i, at := p.chosen(), -1
	title, focus := "Claims", i.part == onClaim
	if n == 1 {
		title, focus = "Verdict", i.part != onClaim
		if r := p.found.report; r != nil && r.Policy != "" {
			title += " on the policy " + r.Policy
		}
	}
	if focus {
		at = p.at
		if n == 1 {
			at -= len(p.rows())
		}
	} else if n == 1 { // the reason of the claim that has the cursor comes into sight
		at = p.checkItem(i)
	}
	b.pin(h - 2)
	room := max(h-2-len(b.head), 1)
	p.tops[n] = b.window(p.tops[n], at, room)
	top := p.tops[n]
	note := p.note(n)
	if top > 0 || len(b.lines)-top > room {
		more := p.env.Theme.Glyphs().Up + p.env.Theme.Glyphs().Down + " more"
		note = strings.TrimPrefix(note+", "+more, ", ")
	}
	return p.env.Theme.Panel(theme.Panel{Title: title, Note: note, Focus: focus, W: w, H: h}, append(b.head, b.lines[min(top, len(b.lines)):]...))
}

// checkItem is the item of the verdict that is the check of a claim; -1 for none.
func (p *drawing) checkItem(i item) int {
	c := p.claimOf(i.row)
	if i.row.kind == verify.KindWithout && p.sign < len(verify.Signs()) {
		c = verify.NoSign{Topic: verify.Signs()[p.sign]}
	}
	if c == nil {
		return -1
	}
	check, at := p.outcome(c), 0
	for k := range p.checks() {
		if &p.checks()[k] == check {
			return at
		}
		at += 1 + len(p.checks()[k].NotCounted)
	}
	return -1
}

// pin keeps the head in place in h lines; where that leaves too few for the rest, only its first line.
func (b *block) pin(h int) {
	const rest = 4
	if len(b.head) < 2 || h >= len(b.head)+rest {
		return
	}
	more := b.head[1:]
	b.head = b.head[:1:1]
	b.lines = append(slices.Clone(more), b.lines...)
	for i := range b.items {
		b.items[i] += len(more)
	}
}

// note says in a panel's border what is going on.
func (p *drawing) note(n int) string {
	switch {
	case n == 0:
		return ""
	case p.check.Running():
		return "checking"
	case p.data.Ledger != nil && !p.data.Ledger.Complete():
		return "provisional"
	}
	return ""
}
