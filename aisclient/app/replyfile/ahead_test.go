package replyfile

import (
	"bytes"
	"errors"
	"io"
	"testing"
	"testing/iotest"
)

// closing tells whether it was closed.
type closing struct {
	io.Reader
	closed bool
}

func (c *closing) Close() error {
	c.closed = true
	return nil
}

func TestAheadGivesTheSameBytesAndTheErrorBehindThem(t *testing.T) {
	want := bytes.Repeat([]byte("0123456789abcdef"), 5*aheadBlock/16+3)
	broken := errors.New("the disk is gone")
	for name, r := range map[string]io.Reader{"whole": bytes.NewReader(want), "in bits": iotest.HalfReader(bytes.NewReader(want)),
		"the end with the last bytes": iotest.DataErrReader(bytes.NewReader(want)), "broken": io.MultiReader(bytes.NewReader(want), iotest.ErrReader(broken))} {
		from := &closing{Reader: r}
		a := Ahead(from)
		got, err := io.ReadAll(a)
		if !bytes.Equal(got, want) || (name == "broken") != errors.Is(err, broken) {
			t.Errorf("%s: %d bytes, %v", name, len(got), err)
		}
		if _, again := a.Read(make([]byte, 1)); again == nil {
			t.Errorf("%s: it goes on behind its end", name)
		}
		if err := a.Close(); err != nil || !from.closed {
			t.Errorf("%s: %v, closed %t", name, err, from.closed)
		}
	}
}

// Whoever stops in the middle waits for nobody, and nothing is read once it is closed.
func TestAheadCanBeClosedBeforeItsEnd(t *testing.T) {
	for _, n := range []int{0, 1, aheadBlock + 1, 4 * aheadBlock} {
		from := &closing{Reader: bytes.NewReader(make([]byte, 20*aheadBlock))}
		a := Ahead(from)
		if _, err := io.ReadFull(a, make([]byte, n)); err != nil {
			t.Fatal(err)
		}
		if err := a.Close(); err != nil || !from.closed {
			t.Fatal(err)
		}
	}
}
