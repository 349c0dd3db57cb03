// Package crash restores the terminal when the program dies in the middle of its screen, and keeps a report of it that
// holds no data of a bank.
//
// A panic in any goroutine, a fault that the runtime finds, SIGQUIT and SIGKILL end a program without a word to the
// terminal, and the runtime prints values and arguments. So a second process waits meanwhile: it is the program itself,
// it reads what the runtime prints, and it speaks only when the program ended without taking leave.
package crash

import (
	"regexp"
	"strings"
)

// What may stand in a report: the runtime's own faults, which goroutine was where, and nothing of what it worked on.
var (
	fault    = regexp.MustCompile(`^(fatal error: .*|SIG[A-Z]+: [a-z ]+|panic: runtime error: .*|\[signal SIG[A-Z]+: [a-z ]*[a-z])`)
	value    = regexp.MustCompile(`^panic: `)
	routine  = regexp.MustCompile(`^(goroutine \d+ ).*(\[[a-zA-Z0-9, ()]+\]:)$`)
	created  = regexp.MustCompile(`^created by [\w./*()\[\]{}-]+( in goroutine \d+)?`)
	called   = regexp.MustCompile(`^([\w./*()\[\]{}-]+)\((?:[0-9a-fx, .{}?_]*)\)$`)
	position = regexp.MustCompile(`^\t[^\t]+\.(?:go|s):\d+`)
)

// report takes out of the runtime's words everything that could be data: values, arguments, registers.
func report(said string) string {
	var b strings.Builder
	stacks := false // before the first goroutine stand values only, on any number of lines
	for line := range strings.Lines(said) {
		line = strings.TrimRight(line, "\r\n")
		stacks = stacks || routine.MatchString(line)
		if kept := keep(line, stacks); kept != "" {
			b.WriteString(kept + "\n")
		}
	}
	return b.String()
}

func keep(line string, stacks bool) string {
	forms := []*regexp.Regexp{fault}
	if stacks {
		if m := called.FindStringSubmatch(line); m != nil {
			return m[1] + "(…)"
		}
		if m := routine.FindStringSubmatch(line); m != nil {
			return m[1] + m[2]
		}
		forms = []*regexp.Regexp{fault, created, position}
	}
	for _, form := range forms {
		if m := form.FindString(line); m != "" {
			return m
		}
	}
	if value.MatchString(line) {
		return "panic: its value is left out"
	}
	return ""
}
