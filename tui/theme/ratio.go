package theme

import "math"

// ratio is the contrast of two colours as WCAG 2 counts it, from 1 to 21.
func ratio(a, b uint32) float64 {
	x, y := brightness(a), brightness(b)
	return (max(x, y) + .05) / (min(x, y) + .05)
}

// brightness is a colour's relative luminance as WCAG 2 counts it, from 0 to 1.
func brightness(c uint32) float64 {
	return .2126*channel(c>>16) + .7152*channel(c>>8) + .0722*channel(c)
}

func channel(c uint32) float64 {
	v := float64(c&0xff) / 255
	if v <= .03928 {
		return v / 12.92
	}
	return math.Pow((v+.055)/1.055, 2.4)
}

// IsLight reports whether a background is one for dark text: black stands out from it more than white.
func IsLight(r, g, b uint8) bool {
	c := uint32(r)<<16 | uint32(g)<<8 | uint32(b)
	return ratio(c, 0x000000) > ratio(c, 0xffffff)
}

// steps are the six levels of the colour cube of terminals with 256 colours.
var steps = [6]uint32{0, 0x5f, 0x87, 0xaf, 0xd7, 0xff}

// quantise makes every colour the nearest that terminals with 256 colours have, and so one whose contrast can be counted.
func (p *palette) quantise() {
	for i := range p.roles {
		p.roles[i].fg, p.roles[i].bg = nearest(p.roles[i].fg), nearest(p.roles[i].bg)
	}
	for i := range p.rows {
		p.rows[i].bg = nearest(p.rows[i].bg)
	}
	p.ink, p.text, p.ground = nearest(p.ink), nearest(p.text), nearest(p.ground)
}

// nearest is the nearest colour of the cube or of the 24 greys.
func nearest(c uint32) uint32 {
	if c&set == 0 || c&basic != 0 {
		return c
	}
	best, least := uint32(0), uint32(math.MaxUint32)
	try := func(k uint32) {
		if d := apart(c, k); d < least {
			best, least = k, d
		}
	}
	try(level(c>>16)<<16 | level(c>>8)<<8 | level(c))
	for i := range uint32(24) {
		try((8 + 10*i) * 0x010101)
	}
	return best | set
}

func level(v uint32) uint32 {
	v &= 0xff
	best := steps[0]
	for _, s := range steps {
		if square(s, v) < square(best, v) {
			best = s
		}
	}
	return best
}

func apart(a, b uint32) uint32 {
	return square(a>>16&0xff, b>>16&0xff) + square(a>>8&0xff, b>>8&0xff) + square(a&0xff, b&0xff)
}

func square(a, b uint32) uint32 { return (a - b) * (a - b) } // unsigned differences wrap, their squares do not
