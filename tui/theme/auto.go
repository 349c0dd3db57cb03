package theme

// Auto is the choice that follows the terminal's background: Dark or Light. It is no theme of its own.
const Auto Name = "auto"

// Choices lists what a user can choose: Auto, then every theme.
func Choices() []Name { return append([]Name{Auto}, Names()...) }

// For is the theme of a choice: for Auto and for a name that no longer exists the one for the background.
func For(choice Name, d Depth, light bool) *Theme {
	if t, err := New(choice, d); err == nil {
		return t
	}
	if light {
		return Must(Light, d)
	}
	return Must(Dark, d)
}
