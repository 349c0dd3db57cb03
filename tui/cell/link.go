package cell

import (
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// linkKind is the kind of area that a part of an address is.
const linkKind = 1 << 20

var linkPrefix = markPrefix + strconv.Itoa(linkKind) + ";"

// Link marks the pieces of an address, one a line, as parts of one link, in place, and returns them.
func Link(pieces ...string) []string {
	all := len(strings.Join(pieces, ""))
	for i, p := range pieces {
		pieces[i] = mark(linkKind, all, i, p)
	}
	return pieces
}

// Links takes the marks out of a frame's lines and makes a link (OSC 8) of each address that Link marked and that is there
// from its first piece to its last. href makes the link's target of the address, empty for none. A link ends on its line, and
// no line becomes wider. clean takes all else that stands on a line.
func Links(lines []string, clean, href func(string) string) {
	for y := 0; y < len(lines); {
		address, n := address(lines[y:])
		target := ""
		if n > 0 {
			target = href(address)
		}
		if target == "" {
			lines[y] = clean(Unmark(lines[y]))
			y++
			continue
		}
		for ; n > 0; n-- {
			l, _ := cutLink(lines[y])
			lines[y] = clean(Unmark(l.before)) + ansi.SetHyperlink(target) + clean(l.piece) + ansi.ResetHyperlink() + clean(Unmark(l.after))
			y++
		}
	}
}

// linked is a line around a piece of a link: the piece is number at, counted from 0, of an address of so many bytes.
type linked struct {
	before, piece, after string
	all, at              int
}

// address is the address that begins on the first of some lines, and how many lines it takes; 0 where none begins there, or
// something was cut off or laid over it.
func address(lines []string) (string, int) {
	var whole strings.Builder
	for i, line := range lines {
		l, ok := cutLink(line)
		if !ok || l.at != i || strings.IndexByte(l.piece, 0x1b) >= 0 {
			break
		}
		if whole.WriteString(l.piece); whole.Len() == l.all {
			return whole.String(), i + 1
		}
	}
	return "", 0
}

// cutLink cuts a line around the first piece of a link on it.
func cutLink(line string) (l linked, ok bool) {
	before, rest, found := strings.Cut(line, linkPrefix)
	if !found {
		return linked{}, false
	}
	numbers, rest, _ := strings.Cut(rest, "m")
	all, at, _ := strings.Cut(numbers, ";")
	l.before = before
	l.piece, l.after, ok = strings.Cut(rest, markEnd)
	l.all, _ = strconv.Atoi(all) // made by mark
	l.at, _ = strconv.Atoi(at)
	return l, ok
}
