package callback

import (
	"context"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"aisdesk/aisclient"
)

// secret is the example of the Standard Webhooks specification.
const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

func sender(t *testing.T, address string) *Sender {
	t.Helper()
	s, err := New(address, aisclient.NewSecret(secret))
	if err != nil {
		t.Fatal(err)
	}
	s.Pause = time.Millisecond
	return s
}

// The signature is that of the specification's own example.
func TestSignatureOfTheSpecification(t *testing.T) {
	s := sender(t, "https://example.com/hook")
	got := s.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", time.Unix(1614265330, 0), []byte(`{"test": 2432232314}`))
	if want := "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

type message struct{ id, key, at, signature, body string }

// receiver answers with the statuses in order, then with 204, and keeps what came.
func receiver(t *testing.T, statuses ...int) (string, *[]message) {
	t.Helper()
	var got []message
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		h := r.Header
		got = append(got, message{h.Get("Webhook-Id"), h.Get("Idempotency-Key"), h.Get("Webhook-Timestamp"), h.Get("Webhook-Signature"), string(body)})
		if len(got) > len(statuses) {
			w.WriteHeader(http.StatusNoContent)
			return
		}
		if s := statuses[len(got)-1]; s == 0 {
			panic(http.ErrAbortHandler) // the connection is cut, whatever became of the message
		} else if s/100 == 3 {
			w.Header().Set("Location", "https://example.com/elsewhere")
			w.WriteHeader(s)
		} else {
			w.WriteHeader(s)
		}
	}))
	t.Cleanup(server.Close)
	return server.URL + "/hook?token=in-the-query", &got
}

func TestFailuresAreTriedAgainUnderOneID(t *testing.T) {
	address, got := receiver(t, 503, 0, 429)
	s := sender(t, address)
	moment := time.Unix(1_700_000_000, 0)
	s.Now = func() time.Time { moment = moment.Add(time.Second); return moment }
	said := 0
	s.Again = func(why error, wait time.Duration) {
		said++
		if why == nil || wait < 0 {
			t.Error(why, wait)
		}
	}
	if err := s.Post(t.Context(), "id-1", []byte(`{"a":1}`)); err != nil {
		t.Fatal(err)
	}
	if len(*got) != 4 || said != 3 {
		t.Fatalf("%d tries, %d told", len(*got), said)
	}
	for i, m := range *got {
		at := time.Unix(1_700_000_001+int64(i), 0)
		if m.id != "id-1" || m.key != "id-1" || m.body != `{"a":1}` || m.signature != s.sign("id-1", at, []byte(m.body)) {
			t.Errorf("try %d: %+v", i+1, m)
		}
	}
}

func TestWhatIsRefusedIsNotTriedAgain(t *testing.T) {
	for _, status := range []int{400, 401, 404, 410, 302, 307} {
		address, got := receiver(t, status)
		err := sender(t, address).Post(t.Context(), "id", nil)
		if r, ok := errors.AsType[*answer](err); !ok || r.Status != status || len(*got) != 1 || !strings.Contains(err.Error(), "did not accept it: it answered") {
			t.Errorf("%d: %v after %d tries", status, err, len(*got))
		}
		if strings.Contains(err.Error(), "in-the-query") {
			t.Errorf("the error tells the query: %v", err)
		}
	}
}

func TestItIsGivenUpInTheEnd(t *testing.T) {
	address, got := receiver(t, 500, 500, 500, 500, 500, 500, 500, 500)
	err := sender(t, address).Post(t.Context(), "id", nil)
	if err == nil || len(*got) != 6 || !strings.Contains(err.Error(), "500") {
		t.Errorf("%v after %d tries", err, len(*got))
	}
	s := sender(t, address)
	s.Pause = time.Hour
	ctx, cancel := context.WithCancel(t.Context())
	s.Again = func(error, time.Duration) { cancel() }
	if err := s.Post(ctx, "id", nil); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// What became of a message is said in plain words, and no more than is known: who hung or cut the connection may have it.
func TestWhatIsKnownOfAFailure(t *testing.T) {
	cut, _ := receiver(t, 0, 0)
	then, _ := receiver(t, 0, 404)
	closed := httptest.NewServer(nil)
	closed.Close()
	hanging := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { _, _ = io.ReadAll(r.Body); <-r.Context().Done() }))
	t.Cleanup(hanging.Close)
	strange := httptest.NewUnstartedServer(nil)
	strange.Config.ErrorLog = log.New(io.Discard, "", 0) // of the handshakes
	strange.StartTLS()
	t.Cleanup(strange.Close)
	plain := httptest.NewServer(nil)
	t.Cleanup(plain.Close)
	other, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { other.Close() })
	go func() {
		for {
			c, err := other.Accept()
			if err != nil {
				return
			}
			_, _ = c.Read(make([]byte, 1024))
			_, _ = c.Write([]byte("<!DOCTYPE HTML>\r\n"))
			c.Close()
		}
	}()
	for name, c := range map[string]struct {
		address, says string
		again         int
	}{
		"neither":       {"https://" + other.Addr().String(), "HOST was not reached: what answers there does not speak https", 0},
		"cut":           {cut, "it is not known whether HOST has it: the other side ended the connection without an answer", 1},
		"cut, then 404": {then, "it is not known whether HOST has it: it answered 404 Not Found", 1},
		"closed":        {closed.URL + "/?token=in-the-query", "HOST was not reached: nothing answers at this address (connection refused)", 1},
		"certificate":   {strange.URL, "HOST was not reached: the certificate there is not trusted (x509: certificate signed by unknown authority)", 0},
		"no TLS":        {strings.Replace(plain.URL, "http:", "https:", 1), "HOST was not reached: what answers there does not speak https", 0},
		"hanging":       {hanging.URL, "it is not known whether HOST has it: there was no whole answer in the time allowed", 1},
	} {
		s, again := sender(t, c.address), 0
		s.Tries, s.Patience = 2, time.Minute
		if name == "hanging" {
			s.Patience = 200 * time.Millisecond
		}
		s.Again = func(why error, _ time.Duration) {
			if again++; strings.Contains(why.Error(), "EOF") {
				t.Errorf("%s: %v", name, why)
			}
		}
		if err := s.Post(t.Context(), "id", nil); err == nil || err.Error() != strings.Replace(c.says, "HOST", host(c.address), 1) || again != c.again {
			t.Errorf("%s: %v, posted again %d times", name, err, again)
		}
	}
	s := sender(t, hanging.URL)
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if err := s.Post(ctx, "id", nil); !errors.Is(err, context.DeadlineExceeded) || !strings.Contains(err.Error(), "it is not known whether") {
		t.Error(err)
	}
}

func TestAddressesAndSecrets(t *testing.T) {
	for address, ok := range map[string]bool{"https://example.com/hook": true, "http://127.0.0.1:8080/": true, "http://localhost:1/x": true, "http://[::1]:1/": true,
		"http://example.com/": false, "ftp://127.0.0.1/": false, "https://user:pass@example.com/": false, "https://example.com/#x": false, "example.com": false, "": false,
		"http://127.0.0.1.example.com/": false} {
		if err := CheckURL(address); (err == nil) != ok {
			t.Errorf("%q: %v", address, err)
		}
	}
	for _, s := range []string{"", "secret", "whsec_", "whsec_AAAA", "whsec_" + strings.Repeat("!", 40), strings.TrimPrefix(secret, "whsec_")} {
		if _, err := New("https://example.com/", aisclient.NewSecret(s)); !errors.Is(err, ErrSecret) {
			t.Errorf("%q: %v", s, err)
		}
	}
}
