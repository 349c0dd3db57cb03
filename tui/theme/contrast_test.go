package theme

import (
	"image/color"
	"math"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

// The backgrounds on which a theme has to be read: those of common dark and light terminals.
var (
	darkGrounds  = []uint32{0x000000, 0x1a1b26, 0x282828}
	lightGrounds = []uint32{0xffffff, 0xfdf6e3}
)

// coloured are the themes with colours of their own, on the backgrounds that they are for.
var coloured = map[Name][]uint32{Dark: darkGrounds, Light: lightGrounds, Contrast: darkGrounds, ColourBlind: darkGrounds}

// data are the roles that graphics are drawn in, and those that show what has the keys.
func data(r Role) bool { return r >= Bar && r <= BarOut || r >= Heat0 && r <= Heat4 || r == BorderOn }

// free are the roles that say nothing: rules, grids and borders.
func free(r Role) bool { return r == Faint || r == Border }

// shown is a colour as a terminal of that depth shows it.
func shown(c uint32, d Depth) uint32 {
	if d != Colours256 {
		return c & 0xffffff
	}
	r, g, b, _ := ansi.Convert256(color.RGBA{R: uint8(c >> 16), G: uint8(c >> 8), B: uint8(c), A: 0xff}).RGBA()
	return r>>8<<16 | g>>8<<8 | b>>8
}

// Every role in every row state, on every background that its theme is for, and as terminals of 256 colours show it: text
// has 4.5 to 1, data in graphics and what has the keys 3 to 1, all of the theme contrast 7 to 1.
func TestEveryRoleCanBeReadOnEveryBackground(t *testing.T) {
	for name, grounds := range coloured {
		for _, d := range []Depth{Colours256, TrueColour} {
			p := paletteOf(name, d)
			for row := range rows {
				for role := range roles {
					l := p.look(role, row)
					if free(role) || l.fg == 0 {
						continue
					}
					for _, ground := range under(l.bg, grounds, d) {
						least := 4.5
						if data(role) {
							least = 3
						} else if name == Contrast {
							least = 7
						}
						if got := contrastOf(shown(l.fg, d), ground); got < least {
							t.Errorf("%s: role %d on row %d, #%06x on #%06x at depth %d: %.2f, not %v", name, role, row, l.fg&0xffffff, ground, d, got, least)
						}
					}
				}
			}
		}
	}
}

// Issue 15, statement 2: a theme on a terminal whose background is unknown, or does not suit it, brings both the background
// and the text of every role and row, and these can be read as on any other.
func TestNoThemeLeavesItsTextToAnUnknownBackground(t *testing.T) {
	for _, known := range []Background{UnknownBackground, DarkBackground, LightBackground} {
		for _, name := range Choices() {
			for _, d := range []Depth{Colours16, Colours256, TrueColour} {
				th, chosen := For(name, d, known), name
				if chosen == Auto {
					chosen = th.Name()
				}
				suits := known == DarkBackground && chosen != Light || known == LightBackground && chosen == Light
				if filled := th.Fill("x") != "x"; filled == suits && chosen != Mono {
					t.Errorf("%s at depth %d on background %d: its own background %v", name, d, known, filled)
				}
			}
		}
	}
	for name := range coloured {
		for _, d := range []Depth{Colours256, TrueColour} {
			p := paletteOf(name, d)
			for row := range rows {
				for role := range roles {
					l, least := p.filled(p.look(role, row)), 4.5
					if data(role) {
						least = 3
					} else if name == Contrast {
						least = 7
					}
					if got := contrastOf(shown(l.fg, d), shown(l.bg, d)); got < least && !free(role) {
						t.Errorf("%s: role %d on row %d at depth %d: #%06x on #%06x is %.2f, not %v", name, role, row, d, l.fg&0xffffff, l.bg&0xffffff, got, least)
					}
				}
			}
		}
	}
}

// under is what a look stands on: its own background, or each of the terminal's.
func under(bg uint32, grounds []uint32, d Depth) []uint32 {
	if bg == 0 {
		return grounds
	}
	return []uint32{shown(bg, d)}
}

// The steps of heat rise, so that more can be told from less.
func TestHeatRises(t *testing.T) {
	for name, grounds := range coloured {
		p := paletteOf(name, TrueColour)
		for role := Heat1; role <= Heat4; role++ {
			less, more := contrastOf(p.roles[role-1].fg&0xffffff, grounds[0]), contrastOf(p.roles[role].fg&0xffffff, grounds[0])
			if more < less*1.1 {
				t.Errorf("%s: heat %d (%.1f) does not stand out from %d (%.1f)", name, role-Heat0, more, role-Heat0-1, less)
			}
		}
	}
}

// How people without one kind of cones see linear colours (Machado, Oliveira, Fernandes 2009, severity 1).
var visions = map[string][3][3]float64{
	"common": {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
	"protan": {{.152286, 1.052583, -.204868}, {.114503, .786281, .099216}, {-.003882, -.048116, 1.051998}},
	"deutan": {{.367322, .860646, -.227968}, {.280085, .672501, .047413}, {-.011820, .042940, .968881}},
	"tritan": {{1.255528, -.076749, -.178779}, {-.078411, .930809, .147602}, {.004733, .691367, .303900}},
}

// In the theme for other colour vision the colours of opposites stay at least 15 apart (CIEDE2000) for everybody.
func TestOppositesStayApartForEveryColourVision(t *testing.T) {
	for _, d := range []Depth{Colours256, TrueColour} {
		p := paletteOf(ColourBlind, d)
		for kind, m := range visions {
			for _, pair := range [][2]Role{{In, Out}, {Good, Bad}, {Good, Warn}, {Warn, Bad}, {BarIn, BarOut}, {Bar, BarPast}, {BadgeSandbox, BadgeLive}} {
				a, b := p.roles[pair[0]], p.roles[pair[1]]
				x, y := a.fg, b.fg
				if a.bg != 0 {
					x, y = a.bg, b.bg
				}
				if got := ciede2000(lab(seen(shown(x, d), m)), lab(seen(shown(y, d), m))); got < 15 {
					t.Errorf("%s vision at depth %d: roles %d and %d are %.1f apart", kind, d, pair[0], pair[1], got)
				}
			}
		}
	}
}

// Pairs of the test data of Sharma, Wu and Dalal (2005) hold the measure itself.
func TestCIEDE2000(t *testing.T) {
	for _, c := range []struct {
		a, b [3]float64
		want float64
	}{
		{[3]float64{50, 2.6772, -79.7751}, [3]float64{50, 0, -82.7485}, 2.0425},
		{[3]float64{50, 2.5, 0}, [3]float64{73, 25, -18}, 27.1492},
		{[3]float64{60.2574, -34.0099, 36.2677}, [3]float64{60.4626, -34.1751, 39.4387}, 1.2644},
		{[3]float64{2.0776, .0795, -1.135}, [3]float64{.9033, -.0636, -.5514}, .9082},
	} {
		if got := ciede2000(c.a, c.b); math.Abs(got-c.want) > .0001 {
			t.Errorf("%v and %v: %.4f, want %.4f", c.a, c.b, got, c.want)
		}
	}
}

func linear(v float64) float64 {
	if v <= .04045 {
		return v / 12.92
	}
	return math.Pow((v+.055)/1.055, 2.4)
}

func seen(c uint32, m [3][3]float64) (out [3]float64) {
	rgb := [3]float64{linear(float64(c>>16&0xff) / 255), linear(float64(c>>8&0xff) / 255), linear(float64(c&0xff) / 255)}
	for i := range out {
		out[i] = min(max(m[i][0]*rgb[0]+m[i][1]*rgb[1]+m[i][2]*rgb[2], 0), 1)
	}
	return out
}

// lab is a linear colour in CIELAB under D65.
func lab(c [3]float64) [3]float64 {
	f := func(t float64) float64 {
		if t > 216.0/24389 {
			return math.Cbrt(t)
		}
		return (24389.0/27*t + 16) / 116
	}
	x := f((.4124564*c[0] + .3575761*c[1] + .1804375*c[2]) / .95047)
	y := f(.2126729*c[0] + .7151522*c[1] + .0721750*c[2])
	z := f((.0193339*c[0] + .1191920*c[1] + .9503041*c[2]) / 1.08883)
	return [3]float64{116*y - 16, 500 * (x - y), 200 * (y - z)}
}

// ciede2000 is the difference of two colours as CIE 142-2001 counts it.
func ciede2000(p, q [3]float64) float64 {
	rad := func(d float64) float64 { return d * math.Pi / 180 }
	deg := func(y, x float64) float64 { return math.Mod(math.Atan2(y, x)*180/math.Pi+360, 360) }
	c := (math.Hypot(p[1], p[2]) + math.Hypot(q[1], q[2])) / 2
	g := .5 * (1 - math.Sqrt(math.Pow(c, 7)/(math.Pow(c, 7)+math.Pow(25, 7))))
	a1, a2 := p[1]*(1+g), q[1]*(1+g)
	c1, c2 := math.Hypot(a1, p[2]), math.Hypot(a2, q[2])
	h1, h2 := deg(p[2], a1), deg(q[2], a2)
	dh, hm := h2-h1, (h1+h2)/2
	switch {
	case c1*c2 == 0:
		dh, hm = 0, h1+h2
	case math.Abs(dh) <= 180:
	case dh > 180:
		dh -= 360
	default:
		dh += 360
	}
	if c1*c2 != 0 && math.Abs(h1-h2) > 180 {
		if hm += 180; h1+h2 >= 360 {
			hm -= 360
		}
	}
	lm, cm, dH := (p[0]+q[0])/2, (c1+c2)/2, 2*math.Sqrt(c1*c2)*math.Sin(rad(dh/2))
	t := 1 - .17*math.Cos(rad(hm-30)) + .24*math.Cos(rad(2*hm)) + .32*math.Cos(rad(3*hm+6)) - .2*math.Cos(rad(4*hm-63))
	sl, sc, sh := 1+.015*(lm-50)*(lm-50)/math.Sqrt(20+(lm-50)*(lm-50)), 1+.045*cm, 1+.015*cm*t
	rt := -math.Sin(rad(60*math.Exp(-math.Pow((hm-275)/25, 2)))) * 2 * math.Sqrt(math.Pow(cm, 7)/(math.Pow(cm, 7)+math.Pow(25, 7)))
	l, k, h := (q[0]-p[0])/sl, (c2-c1)/sc, dH/sh
	return math.Sqrt(l*l + k*k + h*h + rt*k*h)
}
