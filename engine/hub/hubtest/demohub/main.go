// Demohub is the imitation of the hub as a program, to try the library and the
// downloads without the network: its lines say which variables to set.
package main

import (
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"avagar/engine/hub/hubtest"
	"avagar/engine/hub/hubtest/demo"
)

func main() {
	at := flag.String("at", "127.0.0.1:8765", "loopback `address` of the hub")
	slow := flag.Int64("slow", 0, "serve files at that many `bytes` a second")
	drop := flag.Int64("drop", 0, "drop every connection after that many `bytes` of a file")
	large := flag.Bool("large", false, "add a voice of 1 GiB")
	flag.Parse()
	if err := serve(*at, *slow, *drop, *large); err != nil {
		fmt.Fprintln(os.Stderr, "demohub:", err)
		os.Exit(1)
	}
}

func serve(at string, slow, drop int64, large bool) error {
	s, err := hubtest.StartAt(at)
	if err != nil {
		return err
	}
	defer s.Close()
	if err := demo.Fill(s); err != nil {
		return err
	}
	if large {
		s.Add(hubtest.Repo{ID: "demo/large-voice", Task: "text-to-speech", Languages: []string{"fa"}, Tags: []string{"onnx"},
			Files: []hubtest.File{hubtest.Generated("model.onnx", 99, 1<<30), hubtest.Text("tokens.txt", "a 0\n")}})
	}
	if slow > 0 {
		s.Break(hubtest.Slow(slow))
	}
	if drop > 0 {
		s.Break(hubtest.Drop(drop))
	}
	fmt.Printf("HF_ENDPOINT=%s\nHF_TOKEN=%s\n", s.Endpoint(), demo.Token)
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, os.Interrupt, syscall.SIGTERM)
	<-stop
	return nil
}
