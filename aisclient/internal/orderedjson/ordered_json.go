// Package orderedjson reads JSON objects whose members are not known, in their order.
package orderedjson

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
)

// ErrTooMany says that an object or a list has more members than are read.
var ErrTooMany = errors.New("over the limit")

// Member is a member of an object, or of a list, where its name is its number from 1.
type Member struct {
	Name string // as written: not cleaned
	JSON json.RawMessage
}

// Members reads the members of an object in their order. A list becomes members named by their number. More
// than most members are ErrTooMany.
func Members(raw json.RawMessage, most int) ([]Member, error) {
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
	var out []Member
	for d.More() {
		if len(out) == most {
			return nil, fmt.Errorf("%w: an object or a list has more than %d members", ErrTooMany, most)
		}
		name := fmt.Sprint(len(out) + 1)
		if open == json.Delim('{') {
			key, err := d.Token()
			if err != nil {
				return nil, err
			}
			name = fmt.Sprint(key)
		}
		var v json.RawMessage
		if err := d.Decode(&v); err != nil {
			return nil, err
		}
		out = append(out, Member{Name: name, JSON: v})
	}
	return out, nil
}
