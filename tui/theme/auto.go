package theme

// Auto is the choice that follows the terminal's background: Dark or Light. It is no theme of its own.
const Auto Name = "auto"

// Choices lists what a user can choose: Auto, then every theme.
func Choices() []Name { return append([]Name{Auto}, Names()...) }

// Background is what is known of the terminal's background.
type Background uint8

// Backgrounds. Many terminals in tmux do not tell theirs.
const (
	UnknownBackground Background = iota
	DarkBackground
	LightBackground
)

// For is the theme of a choice: for Auto and for a name that no longer exists the one for the background, dark where that
// is unknown. A theme whose colours are not for the background, as far as is known, brings its own.
func For(choice Name, d Depth, known Background) *Theme {
	t, err := New(choice, d)
	if err != nil {
		choice = Dark
		if known == LightBackground {
			choice = Light
		}
		t = Must(choice, d)
	}
	suits := DarkBackground
	if choice == Light {
		suits = LightBackground
	}
	if known != suits {
		t.fill()
	}
	return t
}

// fill makes the theme write on a background of its own everywhere, and in no colour of the terminal.
func (t *Theme) fill() {
	p := paletteOf(t.name, t.depth)
	if p.ground == 0 {
		return
	}
	for row := range rows {
		for role := range roles {
			l := p.look(role, row)
			t.sgr[row][role] = sequence(p.filled(l), t.depth, focusSigns[row])
		}
	}
	t.reset = sequence(p.filled(look{}), t.depth, "0")
	t.ends = "\x1b[m"
}

// filled is a look in which nothing is left to the terminal.
func (p *palette) filled(l look) look {
	if l.bg == 0 {
		l.bg = p.ground
	}
	if l.fg == 0 {
		l.fg = p.text
	}
	return l
}

// Fill puts the theme's own background under a whole line, if it has one.
func (t *Theme) Fill(line string) string {
	if t.ends == "" {
		return line
	}
	return t.reset + line + t.ends
}
