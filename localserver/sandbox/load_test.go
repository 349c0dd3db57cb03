package sandbox_test

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"aisdesk/localserver/sandbox"
)

// TestThousandSessionsPollAtOnce runs a thousand customers from sign-in to result at the same time.
func TestThousandSessionsPollAtOnce(t *testing.T) {
	customers := 1000
	if testing.Short() {
		customers = 100
	}
	sb := sandbox.Start(t, sandbox.Options{Speed: 20})
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 200, MaxConnsPerHost: 200}}
	call := func(method, path string, form url.Values) (int, string, error) {
		req, _ := http.NewRequest(method, sb.APIURL()+path, strings.NewReader(form.Encode()))
		req.Header.Set("X-Api-Key", sb.Key())
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		res, err := client.Do(req)
		if err != nil {
			return 0, "", err
		}
		defer res.Body.Close()
		body, err := io.ReadAll(res.Body)
		return res.StatusCode, string(body), err
	}
	one := func(i int) error {
		status, body, err := call("POST", "/v1/mock-session.xml", url.Values{"login": {"test1"}, "country": {"pl"}, "ownerExternalId": {fmt.Sprint("owner-", i)}})
		if err != nil || status != 200 {
			return fmt.Errorf("session: %d %s %v", status, body, err)
		}
		status, body, err = call("POST", "/v1/command/default-import.xml", url.Values{"sessionId": {between(body, `<session id="`)}, "sessionIdSignature": {between(body, `signature="`)}, "since": {since(30)}})
		if err != nil || status != 202 {
			return fmt.Errorf("import: %d %s %v", status, body, err)
		}
		path := "/v1/command/" + between(body, `<command id="`) + ".xml"
		for range 300 {
			status, body, err = call("GET", path, nil)
			if err != nil || status != 200 {
				return fmt.Errorf("poll: %d %v", status, err)
			}
			if strings.Contains(body, `state="successful"`) {
				return nil
			}
			time.Sleep(100 * time.Millisecond)
		}
		return fmt.Errorf("no end")
	}
	var all sync.WaitGroup
	for i := range customers {
		all.Go(func() {
			if err := one(i); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if got := len(sb.Sessions()); got != customers {
		t.Errorf("%d sessions", got)
	}
}

func between(text, before string) string {
	_, rest, _ := strings.Cut(text, before)
	inside, _, _ := strings.Cut(rest, `"`)
	return inside
}

// TestHugeImportIsStreamed reads a million transactions and watches that neither side holds them.
func TestHugeImportIsStreamed(t *testing.T) {
	rows := 1_000_000
	if testing.Short() {
		rows = 50_000
	}
	w := start(t, sandbox.Options{Scenario: fmt.Sprint("huge:", rows)})
	path := "/v1/command/" + w.begin("test1", "o", 365) + ".xml"
	w.sb.Advance(time.Minute)
	req := w.request("GET", path, "", "")
	req.Header.Set("X-Api-Key", w.sb.Key())
	runtime.GC()
	var before, m runtime.MemStats
	runtime.ReadMemStats(&before)
	res, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	in := bufio.NewReaderSize(res.Body, 1<<20)
	n, peak, carry := 0, uint64(0), []byte(nil)
	mark := []byte("<moneyTransaction>")
	buf := make([]byte, 1<<20)
	for i := 0; ; i++ {
		k, err := in.Read(buf)
		n += bytes.Count(append(carry, buf[:k]...), mark)
		carry = append(carry[:0], buf[max(0, k-len(mark)+1):k]...)
		if i%200 == 0 {
			runtime.ReadMemStats(&m)
			peak = max(peak, m.HeapAlloc)
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if n != rows {
		t.Errorf("%d transactions", n)
	}
	if grown := int64(peak) - int64(before.HeapAlloc); grown > 32<<20 {
		t.Errorf("the heap grew by %d MiB", grown>>20)
	}
}

func BenchmarkFinalReply(b *testing.B) {
	sb := sandbox.Start(b, sandbox.Options{Scenario: "large"})
	post := func(path string, form url.Values) string {
		req, _ := http.NewRequest("POST", sb.APIURL()+path, strings.NewReader(form.Encode()))
		req.Header.Set("X-Api-Key", sb.Key())
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			b.Fatal(err)
		}
		defer res.Body.Close()
		body, _ := io.ReadAll(res.Body)
		return string(body)
	}
	s := post("/v1/mock-session.xml", url.Values{"login": {"test1"}, "country": {"pl"}})
	c := post("/v1/command/default-import.xml", url.Values{"sessionId": {between(s, `<session id="`)}, "sessionIdSignature": {between(s, `signature="`)}, "since": {since(365)}})
	sb.Advance(time.Minute)
	b.ReportAllocs()
	for b.Loop() {
		req, _ := http.NewRequest("GET", sb.APIURL()+"/v1/command/"+between(c, `<command id="`)+".xml", nil)
		req.Header.Set("X-Api-Key", sb.Key())
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			b.Fatal(err)
		}
		n, _ := io.Copy(io.Discard, res.Body)
		res.Body.Close()
		b.SetBytes(n)
	}
}
