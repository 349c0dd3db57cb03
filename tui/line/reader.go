package line

import (
	"bufio"
	"errors"
	"io"
)

// maxLine is the longest line in bytes that is read.
const maxLine = 1 << 20

// reader reads the lines of the input, one when it is asked for: what is piped in at once stays for the next question.
type reader struct {
	want  chan struct{}
	lines chan input
	asked bool // a line is on its way
}

// input is a line, or why there is none.
type input struct {
	text string
	err  error
}

func newReader(in io.Reader) *reader {
	r := &reader{want: make(chan struct{}, 1), lines: make(chan input, 1)}
	go r.read(in)
	return r
}

// read serves one scanner for the whole run. It ends with the input; a read that never returns ends with the program.
func (r *reader) read(in io.Reader) {
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, maxLine)
	for range r.want {
		if lines.Scan() {
			r.lines <- input{text: lines.Text()}
			continue
		}
		err := lines.Err()
		if err == nil {
			err = io.EOF
		}
		if errors.Is(err, bufio.ErrTooLong) {
			err = errors.New("a line of more than a million characters")
		}
		r.lines <- input{err: err}
		return
	}
}

// next asks for a line, once, and returns where it comes.
func (r *reader) next() <-chan input {
	if !r.asked {
		r.asked = true
		r.want <- struct{}{}
	}
	return r.lines
}

// taken says that the line came.
func (r *reader) taken() { r.asked = false }
