package pdf

import (
	"bytes"
	"compress/zlib"
	"io"
	"strconv"
)

// embedded begins the object of the attached file, as fpdf writes it: its compressed size follows.
const embedded = "/Type /EmbeddedFile /Length "

// mostData is the largest JSON in bytes that is read.
const mostData = 256 << 20

// Data is the JSON that is attached to a report; false where nothing is, as in those of older versions. What cannot be read is nil.
func Data(b []byte) (json []byte, attached bool) {
	_, rest, attached := bytes.Cut(b, []byte(embedded))
	if !attached {
		return nil, false
	}
	size, rest, _ := bytes.Cut(rest, []byte(" "))
	_, rest, _ = bytes.Cut(rest, []byte("stream\n"))
	n, err := strconv.Atoi(string(size))
	if err != nil || n < 0 || n > len(rest) {
		return nil, true
	}
	z, err := zlib.NewReader(bytes.NewReader(rest[:n]))
	if err != nil {
		return nil, true
	}
	if json, err = io.ReadAll(io.LimitReader(z, mostData)); err != nil {
		return nil, true
	}
	return json, true
}
