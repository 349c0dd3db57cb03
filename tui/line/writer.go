package line

import (
	"fmt"
	"io"
	"strings"
	"unicode"

	"aisdesk/aisclient/report"
	"aisdesk/aisclient/text"
)

// writer writes lines: printable text and line ends, nothing else, one fact a line.
type writer struct {
	w        io.Writer
	terminal bool // the terminal itself ends the line of a question, by its echo
	open     bool // a question stands without its line end
	masked   bool // personal and account numbers are not said
	last     []string
}

// say writes a sentence of the program's own; what it names from outside is cleaned already. It ends with a full stop
// unless it ends with a colon or a question mark, because readers pause there.
func (o *writer) say(form string, args ...any) {
	for _, l := range lines(fmt.Sprintf(form, args...)) {
		o.put(l)
	}
}

// whole writes a line with names from outside, uncut.
func (o *writer) whole(s string) { o.put(stop(spoken(printable(s)))) }

// link writes a text that stands alone on its line, as it is to be copied.
func (o *writer) link(s string) { o.write(printable(s)) }

// fact writes a name and its value; nothing where there is none.
func (o *writer) fact(name, value string) {
	if value = strings.TrimSpace(value); value != "" {
		o.put(stop(name + ": " + printable(value)))
	}
}

// fail says what went wrong first, and what to do behind it.
func (o *writer) fail(err error) {
	for _, l := range lines("Error: " + text.Clean(firstUpper(err.Error())).String()) {
		o.put(l)
	}
}

func (o *writer) put(l string) {
	if o.masked {
		l = strings.ReplaceAll(report.HideNumbers(l), "…", "ending in ")
	}
	o.write(l)
}

func (o *writer) write(l string) {
	o.endLine()
	o.last = append(o.last, l)
	fmt.Fprintln(o.w, l)
}

// begin begins the answer to another command, for repeat.
func (o *writer) begin() { o.last = nil }

// repeat writes the last answer once more.
func (o *writer) repeat() {
	said := o.last
	o.last = nil
	for _, l := range said {
		o.write(l)
	}
}

// ask writes a question. On a terminal its line stays open for the answer, whose echo ends it.
func (o *writer) ask(prompt string) {
	o.endLine()
	if o.terminal {
		fmt.Fprint(o.w, prompt+" ")
		o.open = true
		return
	}
	fmt.Fprintln(o.w, prompt)
}

// echo writes a question with the answer that came before it.
func (o *writer) echo(prompt, answer string) {
	o.endLine()
	fmt.Fprintln(o.w, prompt+" "+printable(answer))
}

// answered says that the terminal's echo ended the line.
func (o *writer) answered() { o.open = false }

// endLine ends the line of a question that got no answer.
func (o *writer) endLine() {
	if o.open {
		o.open = false
		fmt.Fprintln(o.w)
	}
}

// printable is a text without anything that a terminal would act on, on one line, with single blanks.
func printable(s string) string {
	return strings.Join(strings.FieldsFunc(text.Clean(s).String(), unicode.IsSpace), " ")
}

// firstUpper is a sentence that begins with a capital letter, unless its first word is a name in quotation marks or holds
// a digit or a sign, as paths and flags do.
func firstUpper(s string) string {
	word, _, _ := strings.Cut(s, " ")
	if strings.TrimFunc(strings.TrimRight(word, ":,."), unicode.IsLetter) != "" {
		return s
	}
	r := []rune(s)
	if len(r) > 0 {
		r[0] = unicode.ToUpper(r[0])
	}
	return string(r)
}
