package xmlscan

import (
	"context"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

var roomy = Limits{Bytes: 1 << 20, Depth: 8, Elements: 1000, Density: 20, Text: 1 << 16}

func parse(r io.Reader, limits Limits) (*Element, error) {
	s := New(context.Background(), r, limits)
	if err := s.Root("doc"); err != nil {
		return nil, err
	}
	e, err := s.Tree()
	if err == nil {
		err = s.End()
	}
	return e, err
}

func TestTreeHoldsWhatTheDocumentSays(t *testing.T) {
	const doc = "\ufeff<?xml version='1.0'?><doc a='1&amp;2'>\r\n<x:b>t&#x20;u<![CDATA[<v>]]></x:b><b/><!-- c --><c><b> deep </b></c>\n</doc>\n"
	for name, r := range map[string]io.Reader{"whole": strings.NewReader(doc), "byte by byte": iotest.OneByteReader(strings.NewReader(doc))} {
		e, err := parse(r, roomy)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if e.Attr("a") != "1&2" || e.At("b").Value() != "t u<v>" || len(e.All("b")) != 2 || e.At("c/b").Value() != "deep" {
			t.Errorf("%s: %+v", name, e)
		}
		if e.At("no/way").Value() != "" || e.At("no") != nil {
			t.Errorf("%s: an element that is not there has a value", name)
		}
	}
}

func TestErrorsNamePlaceAndCause(t *testing.T) {
	for doc, want := range map[string]struct {
		path   string
		line   int
		offset int64
		cause  error
	}{
		"<doc>\n <a>\n  <b>x & y</b></a></doc>": {"doc/a/b", 3, 16, nil},
		"<doc><a>":                              {"doc/a", 1, 8, io.ErrUnexpectedEOF},
		"<html></html>":                         {"html", 1, 6, ErrHTML},
		"<other/>":                              {"other", 1, 8, ErrOtherDocument},
		"no XML":                                {"", 1, 0, ErrOtherDocument},
		"<doc>" + strings.Repeat("<a>", 8):      {"doc/a/a/a/a/a/a/a", 1, 26, ErrLimit},
	} {
		_, err := parse(strings.NewReader(doc), roomy)
		e, ok := errors.AsType[*Error](err)
		if !ok || e.Path != want.path || e.Line != want.line || e.Offset != want.offset || !errors.Is(err, want.cause) && want.cause != nil {
			t.Errorf("%q: %#v", doc, err)
		}
	}
}

func TestUnreadTakesTheLeafBack(t *testing.T) {
	s := New(context.Background(), strings.NewReader("<doc><a>one &lt; two</a></doc>"), roomy)
	if err := s.Root("doc"); err != nil {
		t.Fatal(err)
	}
	if ok, err := s.Child(); !ok || err != nil {
		t.Fatal(ok, err)
	}
	raw, ok := s.QuickLeaf()
	if !ok || string(raw) != "one &lt; two" {
		t.Fatalf("%q", raw)
	}
	s.Unread(raw)
	if b, err := s.Leaf(func() error { return nil }); err != nil || string(b) != "one < two" {
		t.Errorf("%q, %v", b, err)
	}
}

// FuzzScanner holds that what encoding/xml refuses is refused here.
func FuzzScanner(f *testing.F) {
	for _, s := range []string{"<doc/>", "<doc a='1'>t</doc>", "<doc><a></b></doc>", "<doc>\xff</doc>", "<doc>]]></doc>", "<doc><a x='1' x='2'/></doc>"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, doc string) {
		if _, err := parse(strings.NewReader(doc), roomy); err != nil {
			return
		}
		for d := xml.NewDecoder(strings.NewReader(doc)); ; {
			if _, err := d.Token(); err == io.EOF {
				return
			} else if err != nil {
				t.Fatalf("encoding/xml refuses %q: %v", doc, err)
			}
		}
	})
}
