package terminal

import (
	"io"

	"github.com/charmbracelet/x/ansi"
)

// Copy asks a terminal to put s on its clipboard (OSC 52), which may be on another machine. A terminal within a terminal is asked twice: it takes the
// request itself, or hands a wrapped one on to the outer terminal, as its settings say. The error is the output's.
func Copy(output io.Writer, getenv func(string) string, s string) error {
	ask := ansi.SetSystemClipboard(s)
	switch Within(getenv) {
	case "tmux":
		ask += ansi.TmuxPassthrough(ask)
	case "screen":
		ask = ansi.ScreenPassthrough(ask, screenLimit)
	}
	_, err := io.WriteString(output, ask)
	return err
}

// screenLimit is how long a sequence GNU screen hands on at most; a longer one goes in pieces.
const screenLimit = 512

// Within is the program between this one and the terminal: tmux, screen, or none.
func Within(getenv func(string) string) string {
	switch {
	case getenv("TMUX") != "":
		return "tmux"
	case getenv("STY") != "":
		return "screen"
	}
	return ""
}
