"""Mail outside: IMAP, SMTP, MIME and sanitising; bytes in, domain values out."""
