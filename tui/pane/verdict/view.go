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
	under []bool // which items stand under the one before: it is their heading
}

func (b *block) add(lines ...string) { b.lines = append(b.lines, lines...) }

// item adds the lines of the next item.
func (b *block) item(lines ...string) {
	b.items = append(b.items, len(b.lines))
	b.under = append(b.under, false)
	b.add(lines...)
}

// below adds the lines of an item that belongs to the one before.
func (b *block) below(lines ...string) {
	b.item(lines...)
	b.under[len(b.under)-1] = true
}

// heading is the item at or before at that stands for itself.
func (b *block) heading(at int) int {
	for at > 0 && b.under[at] {
		at--
	}
	return at
}

// end is the line after item at.
func (b *block) end(at int) int {
	if at+1 < len(b.items) {
		return b.items[at+1]
	}
	return len(b.lines)
}

// window is the first of h lines such that item at, -1 for none, is among them: all of it, or as much as there is room
// for. It begins inside an item only where what is chosen has no room otherwise; the heading stands above the lines then.
func (b *block) window(top, at, h int) int {
	top = max(min(top, len(b.lines)-h), 0)
	last := len(b.items) - 1
	if at >= 0 && at <= last {
		from, to := b.items[at], b.end(at)
		if b.under[at] {
			from-- // the heading covers a line
		}
		if at == 0 {
			from = 0
		}
		top, last = max(min(top, max(from, to-h)), min(from, to-h), 0), b.heading(at)
	}
	for i := 0; i <= last && top > 0; i++ {
		if start := b.items[i]; !b.under[i] && start >= top {
			return start
		}
	}
	return top
}

// from are the lines from top on, the heading of what they begin in on the first.
func (b *block) from(top int) []string {
	top = min(top, len(b.lines))
	at := 0
	for at+1 < len(b.items) && b.items[at+1] <= top {
		at++
	}
	if len(b.items) == 0 || top >= len(b.lines) || b.items[at] >= top && !b.under[at] {
		return b.lines[top:]
	}
	return append([]string{b.lines[b.items[b.heading(at)]]}, b.lines[top+1:]...)
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
	} else { // and the claim of the check that has it
		at = p.claimAt(i)
	}
	b.pin(h - 2)
	room := max(h-2-len(b.head), 1)
	p.tops[n] = b.window(p.tops[n], at, room)
	top := p.tops[n]
	if focus && at >= 0 && at < len(b.items) {
		p.room, p.above, p.below = room, top-b.items[at], b.end(at)-top-room
	}
	note := p.note(n)
	if top > 0 || len(b.lines)-top > room {
		more := p.env.Theme.Glyphs().Up + p.env.Theme.Glyphs().Down + " more"
		note = strings.TrimPrefix(note+", "+more, ", ")
	}
	return p.env.Theme.Panel(theme.Panel{Title: title, Note: note, Focus: focus, W: w, H: h}, append(b.head, b.from(top)...))
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

// claimAt is the item of the claim that a check is about; -1 for none.
func (p *drawing) claimAt(i item) int {
	if i.part == onFinding || i.n >= len(p.found.claims) {
		return -1
	}
	c := p.found.claims[i.n]
	return slices.IndexFunc(p.rows(), func(r row) bool {
		return r.kind == c.Kind() && (r.kind == verify.KindWithout || p.claimOf(r) == c)
	})
}

// scroll moves the lines of what is chosen by up to a panel, and reports whether any were out of sight.
func (p *drawing) scroll(down bool) bool {
	n := 1
	if p.chosen().part == onClaim {
		n = 0
	}
	step := max(p.room-2, 1)
	switch {
	case down && p.below > 0:
		p.tops[n] += min(p.below, step)
	case !down && p.above > 0:
		p.tops[n] -= min(p.above, step)
	default:
		return false
	}
	p.above, p.below = 0, 0
	return true
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
