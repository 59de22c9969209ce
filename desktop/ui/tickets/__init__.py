"""The Inbox page: views, list, conversation, composer."""
