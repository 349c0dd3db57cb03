package bank

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path/filepath"
)

// mostReply is the largest saved reply in bytes that a customer can have.
const mostReply = 256 << 20

// readReply reads the result of the customer's saved reply, whose name is relative to the folder of the customers file.
func (s *CustomerSpec) readReply(folder string) error {
	if s.Reply == "" {
		return nil
	}
	path := s.Reply
	if !filepath.IsAbs(path) {
		path = filepath.Join(folder, path)
	}
	f, err := openFile(path)
	if err != nil {
		return err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, mostReply+1))
	if err == nil && len(data) > mostReply {
		err = fmt.Errorf("%s is larger than %d bytes", path, mostReply)
	}
	if err == nil {
		s.result, s.inResult, err = resultOf(data)
	}
	return err
}

var errNoResult = errors.New("this is no reply of Get Import Result: it has no reply, command and result elements within each other")

// resultOf finds the bytes of the element result of a reply and of what is in it, and checks the document to its end.
func resultOf(data []byte) (whole, inside []byte, err error) {
	d := xml.NewDecoder(bytes.NewReader(data))
	var path []string
	from, to := int64(-1), int64(-1)
	var first, last int64 // of what is inside
	for {
		start := d.InputOffset()
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, nil, fmt.Errorf("the reply is no XML document: %w", err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			path = append(path, t.Name.Local)
			if len(path) == 3 && path[0] == "reply" && path[1] == "command" && path[2] == "result" && from < 0 {
				from, first = start, d.InputOffset()
			}
		case xml.EndElement:
			if len(path) == 3 && from >= 0 && to < 0 {
				to, last = d.InputOffset(), start
			}
			path = path[:len(path)-1]
		}
	}
	if to < 0 {
		return nil, nil, errNoResult
	}
	return data[from:to], data[first:max(first, last)], nil
}
