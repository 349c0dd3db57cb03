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
	roles        [roles]look
	rows         [rows]look // only background and attributes count
	ink          uint32     // what is written on inked rows, whatever its role
	inked        [rows]bool
	least        float64 // the least contrast of texts, where it is more than usual
	text, ground uint32  // what is written in no colour, and on none, where the terminal's background does not suit; zero for the terminal's own
}

// hues are the few colours that a palette is built of.
type hues struct {
	dim, faint, title, accent, in, out, warn, bad, past, border uint32
	cursor, cell, idle, marked                                  uint32
	heat                                                        [5]uint32
	sandbox, test, live, badgeText, liveText                    uint32
	ink                                                         uint32 // text of the chosen cell, whose background is strong
	least                                                       float64
	text, ground                                                uint32 // instead of the terminal's own
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
	p.rows = [rows]look{RowMarked: back(h.marked), RowCursor: back(h.cursor), RowCell: backAttr(h.cell, bold), RowIdle: back(h.idle), RowCaret: backAttr(h.cell, bold)}
	p.ink, p.inked, p.least = h.ink|set, [rows]bool{RowCell: true, RowCaret: true}, h.least
	p.text, p.ground = h.text|set, h.ground|set
	return p
}

// dark is calm: grey for structure, one blue for what is active, green and red for money only.
var dark = hues{
	dim: 0x9b9ea6, faint: 0x454b5e, title: 0xd5dcf5, accent: 0x7aa2f7, in: 0x9ece6a, out: 0xf08a8e, warn: 0xe0af68,
	bad: 0xf7768e, past: 0x6f7aa8, border: 0x454b5e, cursor: 0x2a3350, cell: 0x3f5285, idle: 0x23273a, marked: 0x33301f,
	heat:    [5]uint32{0x5d75ad, 0x6a85c2, 0x7d9be0, 0x9db8f5, 0xc3d4ff},
	sandbox: 0xe0af68, test: 0x7dcfff, live: 0xb32440, badgeText: 0x1a1b26, liveText: 0xffffff, ink: 0xffffff,
	text: 0xd8dbe6, ground: 0x1a1b26,
}

var light = hues{
	dim: 0x5f6675, faint: 0xb4b9c4, title: 0x1f2430, accent: 0x1f5fbf, in: 0x25702a, out: 0xb3261e, warn: 0x8a5a00,
	bad: 0xb00020, past: 0x7b849a, border: 0xa9afbc, cursor: 0xdbe6fb, cell: 0xb4cdf5, idle: 0xececf0, marked: 0xfff1c9,
	heat:    [5]uint32{0x6f88b8, 0x5777b0, 0x3c68b8, 0x2a5aa8, 0x123f80},
	sandbox: 0xf0c050, test: 0x8fd0f0, live: 0xb00020, badgeText: 0x1f2430, liveText: 0xffffff, ink: 0x000000,
	text: 0x1f2430, ground: 0xffffff,
}

var contrast = hues{
	dim: 0xffffff, faint: 0xc0c0c0, title: 0xffffff, accent: 0x00ffff, in: 0x00ff00, out: 0xffafaf, warn: 0xffff00,
	bad: 0xffafaf, past: 0xc0c0c0, border: 0xffffff, cursor: 0x0000c0, cell: 0x5f00ff, idle: 0x303030, marked: 0x333300,
	heat:    [5]uint32{0x808080, 0x9a9a9a, 0x00b8b8, 0x00d8d8, 0x80ffff},
	sandbox: 0xffff00, test: 0x00ffff, live: 0xff5f5f, badgeText: 0x000000, liveText: 0x000000, ink: 0xffffff, least: 7,
	text: 0xffffff, ground: 0x000000,
}

// okabe uses the eight colours of Okabe and Ito, which people with any common colour vision tell apart.
var okabe = hues{
	dim: 0x9aa0ab, faint: 0x4d5360, title: 0xf0e442, accent: 0x56b4e9, in: 0x56b4e9, out: 0xe69f00, warn: 0xf0e442,
	bad: 0xff5f00, past: 0x7f8490, border: 0x4d5360, cursor: 0x0b3a57, cell: 0x0072b2, idle: 0x25282f, marked: 0x3d3200,
	heat:    [5]uint32{0x6f7a8c, 0x5a8cb0, 0x4fa2d4, 0x74c4f2, 0xa8dcff},
	sandbox: 0xe69f00, test: 0x56b4e9, live: 0x0072b2, badgeText: 0x000000, liveText: 0xffffff, ink: 0xffffff,
	text: 0xd8dbe6, ground: 0x1a1b26,
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
	p.rows = [rows]look{RowMarked: only(bold), RowCursor: only(reverse), RowCell: only(reverse | bold | underline), RowIdle: only(underline), RowCaret: only(reverse | bold | underline)}
	return p
}
