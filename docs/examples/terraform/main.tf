# HTTPS Guard from a release's files, in one account. terraform apply -var notification_email=you@example.com

terraform {
  required_version = ">= 1.5"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}

variable "release" {
  description = "The version of the release whose files are in this folder."
  type        = string
  default     = "0.1.0"
}

variable "notification_email" {
  description = "Who gets notices and alarms; the address must be confirmed by the link in SNS's first message."
  type        = string
}

variable "mode" {
  description = "notify or remediate."
  type        = string
  default     = "notify"
}

# The guard works in us-east-1 only.
provider "aws" {
  region = "us-east-1"
}

resource "aws_s3_bucket" "code" {
  bucket_prefix = "https-guard-code-"
}

resource "aws_s3_object" "code" {
  bucket      = aws_s3_bucket.code.id
  key         = "https-guard-${var.release}.zip"
  source      = "${path.module}/https-guard-${var.release}.zip"
  source_hash = filesha256("${path.module}/https-guard-${var.release}.zip")

  # A new release is a new key. The old object has to outlive the stack's update, which rolls back to it if it fails.
  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_cloudformation_stack" "https_guard" {
  name          = "https-guard"
  template_body = file("${path.module}/https-guard-${var.release}.template.yaml")
  capabilities  = ["CAPABILITY_IAM"]

  # Terraform sends these each time. Set State here, too: a switch by hand is undone by the next apply.
  parameters = {
    CodeBucket        = aws_s3_object.code.bucket
    CodeKey           = aws_s3_object.code.key
    Mode              = var.mode
    NotificationEmail = var.notification_email
  }
}

output "https_guard" {
  description = "The functions' names, and the commands that stop, start and test the guard."
  value       = aws_cloudformation_stack.https_guard.outputs
}
