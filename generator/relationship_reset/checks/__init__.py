"""What `relationship-reset check` looks at beyond the model."""
