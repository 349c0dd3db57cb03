package pane

// shortPage is how many items a page of a short list is.
const shortPage = 10

// Moves are the actions of a short list, such as a menu: by moves its cursor, which stops at the ends.
func Moves(by func(n int)) []Action {
	const far = 1 << 20
	move := func(keys, what string, n int) Action { return Key(keys, what).Then(func() { by(n) }) }
	return []Action{move("up k", "previous item", -1), move("down j", "next item", 1), move("home g", "first", -far), move("end G", "last", far),
		move("pgup ctrl+b ctrl+u", "page up", -shortPage), move("pgdown ctrl+f ctrl+d", "page down", shortPage)}
}
