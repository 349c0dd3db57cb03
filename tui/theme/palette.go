package theme

// attr is a set of text attributes.
type attr uint8

const (
	bold attr = 1 << iota
	dim
	italic
	underline
	reverse
)

// look is how one role looks: colours as 0xRRGGBB plus set, zero for the terminal's own.
type look struct {
	fg, bg uint32
	attr   attr
}

// set marks a colour as given, so that black can be told from none.
const set = 1 << 24

func fg(c uint32) look               { return look{fg: c | set} }
func fgBold(c uint32) look           { return look{fg: c | set, attr: bold} }
func on(c, b uint32) look            { return look{fg: c | set, bg: b | set, attr: bold} }
func only(a attr) look               { return look{attr: a} }
func back(b uint32) look             { return look{bg: b | set} }
func backAttr(b uint32, a attr) look { return look{bg: b | set, attr: a} }

// palette is a theme before its colours are turned into escape sequences.
type palette struct {
	roles [roles]look
	rows  [rows]look // only background and attributes count
	ink   uint32     // what is written on inked rows, whatever its role
	inked [rows]bool
}

// hues are the few colours that a palette is built of.
type hues struct {
	dim, faint, title, accent, in, out, warn, bad, past, border uint32
	cursor, cell, idle, marked                                  uint32
	heat                                                        [5]uint32
	sandbox, test, live, badgeText, liveText                    uint32
	ink                                                         uint32 // text of the chosen cell, whose background is strong
}

func (h hues) palette() palette {
	var p palette
	p.roles = [roles]look{
		Dim: fg(h.dim), Faint: fg(h.faint), Strong: only(bold), Title: fgBold(h.title), Accent: fg(h.accent),
		In: fg(h.in), Out: fg(h.out), Good: fg(h.in), Warn: fg(h.warn), Bad: fgBold(h.bad),
		Header: fg(h.dim), HeaderOn: fgBold(h.accent), Key: fg(h.accent), Match: {fg: h.warn | set, attr: underline},
		Bar: fg(h.accent), BarPast: fg(h.past), BarIn: fg(h.in), BarOut: fg(h.out),
		Border: fg(h.border), BorderOn: fg(h.accent), Field: only(0), Tab: fg(h.dim), TabOn: {fg: h.title | set, attr: bold | underline},
		BadgeSandbox: on(h.badgeText, h.sandbox), BadgeTest: on(h.badgeText, h.test), BadgeLive: on(h.liveText, h.live),
		Heat0: fg(h.heat[0]), Heat1: fg(h.heat[1]), Heat2: fg(h.heat[2]), Heat3: fg(h.heat[3]), Heat4: fg(h.heat[4]),
	}
	p.rows = [rows]look{RowMarked: back(h.marked), RowCursor: back(h.cursor), RowCell: backAttr(h.cell, bold), RowIdle: back(h.idle)}
	p.ink, p.inked = h.ink|set, [rows]bool{RowCell: true}
	return p
}

// dark is calm: grey for structure, one blue for what is active, green and red for money only.
var dark = hues{
	dim: 0x9b9ea6, faint: 0x454b5e, title: 0xd5dcf5, accent: 0x7aa2f7, in: 0x9ece6a, out: 0xf08a8e, warn: 0xe0af68,
	bad: 0xf7768e, past: 0x565f89, border: 0x454b5e, cursor: 0x2a3350, cell: 0x3f5285, idle: 0x23273a, marked: 0x33301f,
	heat:    [5]uint32{0x2b3047, 0x354a78, 0x4767a5, 0x5f86d0, 0x7aa2f7},
	sandbox: 0xe0af68, test: 0x7dcfff, live: 0xc53b53, badgeText: 0x1a1b26, liveText: 0xffffff, ink: 0xffffff,
}

var light = hues{
	dim: 0x5f6675, faint: 0xb4b9c4, title: 0x1f2430, accent: 0x1f5fbf, in: 0x25702a, out: 0xb3261e, warn: 0x8a5a00,
	bad: 0xb00020, past: 0x9aa2b5, border: 0xa9afbc, cursor: 0xdbe6fb, cell: 0xb4cdf5, idle: 0xececf0, marked: 0xfff1c9,
	heat:    [5]uint32{0xd5dbe8, 0xabc3ec, 0x7ea6e3, 0x4a82d3, 0x1f5fbf},
	sandbox: 0xf0c050, test: 0x8fd0f0, live: 0xb00020, badgeText: 0x1f2430, liveText: 0xffffff, ink: 0x000000,
}

var contrast = hues{
	dim: 0xffffff, faint: 0xc0c0c0, title: 0xffffff, accent: 0x00ffff, in: 0x00ff00, out: 0xff9090, warn: 0xffff00,
	bad: 0xff9090, past: 0xc0c0c0, border: 0xffffff, cursor: 0x0000c0, cell: 0x5f00ff, idle: 0x303030, marked: 0x333300,
	heat:    [5]uint32{0x808080, 0xa8a8a8, 0x00a0a0, 0x00d0d0, 0x00ffff},
	sandbox: 0xffff00, test: 0x00ffff, live: 0xff0000, badgeText: 0x000000, liveText: 0xffffff, ink: 0xffffff,
}

// okabe uses the eight colours of Okabe and Ito, which people with any common colour vision tell apart.
var okabe = hues{
	dim: 0x9aa0ab, faint: 0x4d5360, title: 0xf0e442, accent: 0x56b4e9, in: 0x56b4e9, out: 0xe69f00, warn: 0xf0e442,
	bad: 0xd55e00, past: 0x7f8490, border: 0x4d5360, cursor: 0x0b3a57, cell: 0x0072b2, idle: 0x25282f, marked: 0x3d3200,
	heat:    [5]uint32{0x2e3440, 0x0b3a57, 0x00567f, 0x0072b2, 0x56b4e9},
	sandbox: 0xe69f00, test: 0x56b4e9, live: 0xd55e00, badgeText: 0x000000, liveText: 0x000000, ink: 0xffffff,
}

// mono uses attributes only: bold, dim, underline, reverse.
func mono() palette {
	var p palette
	p.roles = [roles]look{
		Dim: only(dim), Faint: only(dim), Strong: only(bold), Title: only(bold), Accent: only(bold),
		Good: only(0), Warn: only(bold), Bad: only(bold | underline), Header: only(bold), HeaderOn: only(bold | underline),
		Key: only(bold), Match: only(underline), Bar: only(0), BarPast: only(dim), Border: only(dim), BorderOn: only(bold),
		Tab: only(dim), TabOn: only(bold | underline), BadgeSandbox: only(reverse), BadgeTest: only(reverse),
		BadgeLive: only(reverse | bold), Heat0: only(dim), Heat4: only(bold),
	}
	p.rows = [rows]look{RowMarked: only(bold), RowCursor: only(reverse), RowCell: only(reverse | bold | underline), RowIdle: only(underline)}
	return p
}
