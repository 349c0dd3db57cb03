package aisclient

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	"aisdesk/aisclient/text"
)

// Figure is one category's or metric's value.
type Figure struct {
	Name text.Text
	JSON json.RawMessage
}

// contentOf finds the payload of a JSON answer: its content member, or the whole where it has none.
func contentOf(raw []byte) (json.RawMessage, error) {
	if !json.Valid(raw) {
		return nil, errors.New("the answer is not JSON, or it is cut short")
	}
	members, err := ordered(raw)
	if err != nil {
		return nil, err
	}
	for _, name := range contentMembers {
		for _, m := range members {
			if m.Name.String() == name {
				return m.JSON, nil
			}
		}
	}
	return raw, nil
}

// ordered reads the members of an object in their order. A list becomes members named by their number.
func ordered(raw json.RawMessage) ([]Figure, error) {
	d := json.NewDecoder(bytes.NewReader(raw))
	open, err := d.Token()
	if err != nil {
		return nil, err
	}
	if open == nil {
		return nil, nil
	}
	if open != json.Delim('{') && open != json.Delim('[') {
		return nil, errors.New("neither an object nor a list")
	}
	var out []Figure
	for d.More() {
		if len(out) == maxMembers {
			return nil, fmt.Errorf("%w: an object or a list has more than %d members", ErrLimit, maxMembers)
		}
		name := text.Clean(fmt.Sprint(len(out) + 1))
		if open == json.Delim('{') {
			key, err := d.Token()
			if err != nil {
				return nil, err
			}
			name = text.Clean(fmt.Sprint(key))
		}
		var v json.RawMessage
		if err := d.Decode(&v); err != nil {
			return nil, err
		}
		out = append(out, Figure{Name: name, JSON: v})
	}
	return out, nil
}
