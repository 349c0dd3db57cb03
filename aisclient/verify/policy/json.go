package policy

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
)

// jsonTable reads a file of claims. A name that stands twice is a mistake, as it is in TOML.
func jsonTable(data []byte) (*table, *Mistake) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	r := &jsonReader{data: data, dec: json.NewDecoder(bytes.NewReader(data))}
	r.dec.UseNumber()
	t, err := r.table()
	if err == nil {
		if _, more := r.dec.Token(); !errors.Is(more, io.EOF) {
			return nil, &Mistake{Line: r.line(), Reason: "something follows the object"}
		}
		return t, nil
	}
	if m, ok := errors.AsType[*jsonMistake](err); ok {
		return nil, &Mistake{Line: r.line(), Reason: m.reason}
	}
	if s, ok := errors.AsType[*json.SyntaxError](err); ok {
		return nil, &Mistake{Line: r.lineAt(s.Offset), Reason: "is no JSON: " + s.Error()}
	}
	return nil, &Mistake{Line: r.line(), Reason: "is no whole JSON object: " + err.Error()}
}

// jsonMistake is JSON of another shape.
type jsonMistake struct{ reason string }

func (m *jsonMistake) Error() string { return m.reason }

// jsonReader reads an object token by token, as only tokens tell where they stand.
type jsonReader struct {
	data []byte
	dec  *json.Decoder
}

// line is the line, from 1, that has been read to.
func (r *jsonReader) line() int { return r.lineAt(r.dec.InputOffset()) }

func (r *jsonReader) lineAt(offset int64) int {
	return 1 + bytes.Count(r.data[:min(offset, int64(len(r.data)))], []byte("\n"))
}

func (r *jsonReader) table() (*table, error) {
	if tok, err := r.dec.Token(); err != nil || tok != json.Delim('{') {
		return nil, errors.Join(err, &jsonMistake{"it must be one object with a member for each kind of claim"})
	}
	t := &table{}
	for r.dec.More() {
		name, err := r.dec.Token()
		if err != nil {
			return nil, err
		}
		f := field{name: name.(string), line: r.line()} // an object's member has a name
		if err := r.values(&f); err != nil {
			return nil, err
		}
		t.fields = append(t.fields, f)
	}
	_, err := r.dec.Token()
	return t, err
}

// values reads a value, or a list of them. An object is left as one value that is none of a claim.
func (r *jsonReader) values(f *field) error {
	tok, err := r.dec.Token()
	if err != nil {
		return err
	}
	switch tok {
	case json.Delim('{'):
		return &jsonMistake{f.name + ": an object is no claim: write a text, such as \"4000PLN\", or a list of them"}
	case json.Delim('['):
		for r.dec.More() {
			if err := r.values(f); err != nil {
				return err
			}
		}
		_, err := r.dec.Token()
		return err
	case nil: // a field that a loan system leaves empty claims nothing
		return nil
	}
	f.values = append(f.values, value{tok, r.line()})
	return nil
}
