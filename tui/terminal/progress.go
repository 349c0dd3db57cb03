package terminal

import (
	"io"
	"strconv"
	"strings"
)

// Busy and None are progress in the terminal's tab (OSC 9;4): that something is under way, without a number that nobody knows, and nothing.
const (
	Busy = "\x1b]9;4;3;0\x1b\\"
	None = "\x1b]9;4;0;0\x1b\\"
)

// Progress shows in the terminal's tab that an import goes on.
type Progress struct {
	output io.Writer
	known  bool // the terminal knows the sequence: elsewhere OSC 9 is a notice on the desktop
	busy   bool
}

// NewProgress makes a Progress that shows nothing yet.
func NewProgress(output io.Writer, getenv func(string) string) *Progress {
	return &Progress{output: output, known: progressKnown(getenv)}
}

// progressKnown reports whether the terminal says that it shows progress. Within tmux and screen nothing is sent: they pass
// it on to a terminal that may not know it.
func progressKnown(getenv func(string) string) bool {
	term := getenv("TERM")
	if getenv("TMUX") != "" || getenv("STY") != "" || strings.HasPrefix(term, "screen") || strings.HasPrefix(term, "tmux") {
		return false
	}
	ptyxis, err := strconv.Atoi(strings.SplitN(getenv("PTYXIS_VERSION"), ".", 2)[0])
	switch program := getenv("TERM_PROGRAM"); {
	case program == "WezTerm", program == "ghostty", getenv("WT_SESSION") != "", getenv("ConEmuANSI") == "ON", err == nil && ptyxis >= 48:
		return true
	}
	return hasFeature(getenv("TERM_FEATURES"), 'P')
}

// hasFeature reports whether a list of features, capital letters each with lower-case ones or digits behind it, names one
// that has none.
func hasFeature(list string, feature byte) bool {
	for i := 0; i < len(list); i++ {
		if list[i] == feature && (i+1 == len(list) || list[i+1] < 'a' || list[i+1] > 'z') {
			return true
		}
	}
	return false
}

// Show shows that something is under way, or that nothing is.
func (p *Progress) Show(busy bool) {
	if !p.known || p.busy == busy {
		return
	}
	p.busy = busy
	said := None
	if busy {
		said = Busy
	}
	_, _ = io.WriteString(p.output, said) // a tab without progress is as good
}
