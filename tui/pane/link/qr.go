package link

import (
	"net"
	"net/url"
	"strings"

	"rsc.io/qr"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/english"
	"aisdesk/tui/cell"
	"aisdesk/tui/theme"
)

// quiet is the empty border around the code, in modules. Readers want four; two are enough on a screen.
const quiet = 2

// code2D draws the link as a QR code in a panel of w by h cells. It says so where the code does not fit, and
// is nil where the link cannot be a code.
func (p *Pane) code2D(w, h int) []string {
	if thisMachine(p.url) {
		instead := "For a customer with a phone begin a verification with a link to send."
		if p.plan.Method == app.SignInRedirect { // the sandbox's
			instead = "A link of the provider's own has one."
		}
		why := "No QR code: the address leads to this machine, and a phone would look for it on itself. " + instead
		return p.env.Theme.Panel(theme.Panel{Title: "QR code", W: w, H: h}, cell.Wrap(why, w-4))
	}
	code, err := qr.Encode(p.url, qr.L)
	if err != nil {
		return nil
	}
	t := p.env.Theme
	body := modules(code, t.Glyphs().Unicode, t.Name() == theme.Light)
	if len(body) > h-2 || cell.Width(body[0]) > w-4 {
		body = cell.Wrap(noRoom(len(body)-(h-2), cell.Width(body[0])-(w-4)), w-4)
		return t.Panel(theme.Panel{Title: "QR code", W: w, H: h}, body)
	}
	pad := (w - 4 - cell.Width(body[0])) / 2
	for i := range body {
		body[i] = cell.Spaces(pad) + body[i]
	}
	return t.Panel(theme.Panel{Title: "QR code", W: w, H: h}, body)
}

// thisMachine reports whether an address is of use on this machine only.
func thisMachine(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	ip := net.ParseIP(u.Hostname())
	return strings.EqualFold(u.Hostname(), "localhost") || ip != nil && (ip.IsLoopback() || ip.IsUnspecified())
}

// noRoom says by how many lines and columns the window is too small for the code; a number that is not positive is none.
func noRoom(lines, columns int) string {
	var needs []string
	if lines > 0 {
		needs = append(needs, english.Plural(lines, "more line", "more lines"))
	}
	if columns > 0 {
		needs = append(needs, english.Plural(columns, "more column", "more columns"))
	}
	return "The QR code needs " + strings.Join(needs, " and ") + ". Make the window larger, or press v to hide the code."
}

// modules draws the code: two rows of modules in a line of half blocks, or two characters a module where
// there are no blocks. The light modules are drawn, since terminals are dark, unless the theme is light.
func modules(code *qr.Code, blocks, lightTheme bool) []string {
	ink := func(x, y int) bool {
		inside := x >= 0 && y >= 0 && x < code.Size && y < code.Size
		return (inside && code.Black(x, y)) == lightTheme
	}
	var lines []string
	if !blocks {
		for y := -quiet; y < code.Size+quiet; y++ {
			var b strings.Builder
			for x := -quiet; x < code.Size+quiet; x++ {
				b.WriteString(map[bool]string{true: "##", false: "  "}[ink(x, y)])
			}
			lines = append(lines, b.String())
		}
		return lines
	}
	for y := -quiet; y < code.Size+quiet; y += 2 {
		var b strings.Builder
		for x := -quiet; x < code.Size+quiet; x++ {
			b.WriteString(half(ink(x, y), y+1 < code.Size+quiet && ink(x, y+1)))
		}
		lines = append(lines, b.String())
	}
	return lines
}

func half(upper, lower bool) string {
	switch {
	case upper && lower:
		return "█"
	case upper:
		return "▀"
	case lower:
		return "▄"
	}
	return " "
}
